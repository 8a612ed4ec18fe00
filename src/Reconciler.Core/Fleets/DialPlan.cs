using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets;

/// <summary>The phone's dial plan with the emergency numbers in front.</summary>
internal static class DialPlan
{
    private const string AnyNumber = "([x*#].)";
    private const string AnyNumber501 = "([x*].)";
    private static readonly SearchValues<char> TimerSigns = SearchValues.Create("LSP:0123456789, ");

    /// <summary>Whether sequences can be put in front: a plan is <c>(…)</c>, after optional timers (<c>L:8,S:4,(…)</c>).</summary>
    public static bool IsPlan(string plan)
    {
        var open = plan.IndexOf('(', StringComparison.Ordinal);
        return open >= 0 && plan.AsSpan().TrimEnd().EndsWith(")") && Balanced(plan) && !plan.AsSpan(0, open).ContainsAnyExcept(TimerSigns);
    }

    /// <summary>
    /// <paramref name="plan"/> (null: any number) with each emergency number as its own sequence. <c>S0</c> dials it the moment it is complete, though a longer number could follow.
    /// </summary>
    public static string For(PhoneModel model, string? plan, ImmutableArray<Located<string>> emergency)
    {
        plan ??= model.Name == "SPA501G" ? AnyNumber501 : AnyNumber;
        if (emergency.IsDefaultOrEmpty)
        {
            return plan;
        }

        var start = plan.IndexOf('(', StringComparison.Ordinal) + 1;
        var text = new StringBuilder(plan.Length + (emergency.Length * 8)).Append(plan, 0, start);
        foreach (var number in emergency)
        {
            text.Append(number.Value).Append("S0|");
        }

        return text.Append(plan, start, plan.Length - start).ToString();
    }

    private static bool Balanced(string plan)
    {
        var depth = 0;
        foreach (var c in plan)
        {
            depth += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth < 0)
            {
                return false;
            }
        }

        return depth == 0;
    }
}
