namespace Reconciler.Core.Phones.Settings;

/// <summary>How a field of a typed setting is written in specs.</summary>
public enum SettingForm
{
    /// <summary>A text or a number, as it is written.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>; the phones' Yes and No.</summary>
    Flag,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>A list of mappings with the field's columns.</summary>
    Table,

    /// <summary>A password by reference.</summary>
    Secret,
}
