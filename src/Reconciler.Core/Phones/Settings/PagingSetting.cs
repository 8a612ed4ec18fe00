using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>paging</c>: multicast groups that the phone pages and listens to, as one script.</summary>
internal static class PagingSetting
{
    private static readonly ImmutableArray<string> GroupKeys = ["address", "name", "number", "listen"];

    public static ImmutableArray<SettingField> Fields { get; } =
    [
        new() { Key = "paging.groups", Form = SettingForm.Table, Columns = GroupKeys, Elements = [new("Group_Paging_Script", Script)] },
    ];

    private static string Script(SettingValue groups) =>
        string.Concat(groups.Items.Select(i => i.Value).Chunk(GroupKeys.Length).Select(group => Group(group[0], group[1], group[2], group[3])));

    private static string Group(string address, string name, string number, string listen) =>
        $"pggrp={address};{(name.Length > 0 ? $"name={name};" : "")}num={number};listen={(listen == "No" ? "no" : "yes")};";
}
