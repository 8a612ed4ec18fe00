using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Reconciler.Architecture.Tests;

/// <summary>The types of the product that each of its types uses, as the compiled assemblies have it: signatures, attributes and the bodies of methods.</summary>
internal sealed class TypeUses
{
    private readonly Dictionary<TypeName, HashSet<TypeName>> _uses = [];

    private TypeUses()
    {
        foreach (var project in SourceFiles.Projects("src"))
        {
            using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, TypeName.AssemblyOf(project) + ".dll"));
            foreach (var type in assembly.MainModule.GetAllTypes())
            {
                Add(type);
            }
        }
    }

    public static TypeUses OfTheProduct { get; } = new();

    public IEnumerable<TypeName> Types => _uses.Keys;

    public IEnumerable<(TypeName From, TypeName To)> All => _uses.SelectMany(type => type.Value.Select(used => (type.Key, used)));

    public IReadOnlySet<TypeName> Of(TypeName type) => _uses.TryGetValue(type, out var used) ? used : new HashSet<TypeName>();

    private void Add(TypeDefinition type)
    {
        var references = new List<TypeReference?> { type.BaseType };
        references.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        references.AddRange(Attributes(type));
        references.AddRange(type.Fields.SelectMany(f => Attributes(f).Prepend(f.FieldType)));
        references.AddRange(type.Properties.SelectMany(p => Attributes(p).Prepend(p.PropertyType)));
        references.AddRange(type.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType)));
        references.AddRange(type.Methods.SelectMany(OfMethod));

        var from = TypeName.Of(type);
        if (from.IsOfTheProduct)
        {
            var used = _uses.TryGetValue(from, out var known) ? known : _uses[from] = [];
            used.UnionWith(references.SelectMany(Parts).Select(TypeName.Of).Where(name => name.IsOfTheProduct && name != from));
        }
    }

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature = [.. OfSignature(method), .. Attributes(method), .. method.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType))];
        return !method.HasBody ? signature :
        [
            .. signature,
            .. method.Body.Variables.Select(v => v.VariableType),
            .. method.Body.ExceptionHandlers.Select(h => h.CatchType),
            .. method.Body.Instructions.SelectMany(OfInstruction),
        ];
    }

    private static IEnumerable<TypeReference?> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, .. OfSignature(method), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, .. OfSignature(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference> OfSignature(MethodReference method) => method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.Select(a => a.AttributeType);

    /// <summary>A generic type and its arguments, the element of an array, what a modifier or reference stands before.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        IModifierType modified => [.. Parts(modified.ElementType), .. Parts(modified.ModifierType)],
        TypeSpecification specified => Parts(specified.ElementType),
        _ => [type],
    };
}
