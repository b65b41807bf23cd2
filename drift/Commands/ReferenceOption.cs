using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>The option to download the documents that references of an address lead to.</summary>
internal static class ReferenceOption
{
    public static Option<bool> Create() =>
        new("--fetch-references")
        {
            Description = "Downloads the documents that references of an http(s) address lead to, from the same host only.",
        };
}
