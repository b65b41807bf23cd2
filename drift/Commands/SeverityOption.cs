using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>The option <c>--severities</c>.</summary>
internal static class SeverityOption
{
    public static Option<string?> Create() =>
        new("--severities")
        {
            Description = "YAML or JSON file that sets levels (breaking, warning, info, off) by rule, group, path or operation.",
            HelpName = "FILE",
        };
}
