using System.CommandLine;
using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>diff OLD NEW</c>: what changed between two contracts.</summary>
internal static class DiffCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var oldSpec = new Argument<string>("OLD") { Description = "OpenAPI 3.0 or 3.1, YAML or JSON: a file or an http(s) address." };
        var newSpec = new Argument<string>("NEW") { Description = "The document to compare with it." };
        var options = new ReportOptions();
        var command = new Command("diff", "Compares two OpenAPI documents and says what each change means for a C# caller.") { oldSpec, newSpec };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.RunAsync(
            parsed,
            output,
            error,
            async token => ContractComparison.Compare(
                await ApiDocument.LoadAsync(parsed.GetRequiredValue(oldSpec), token),
                await ApiDocument.LoadAsync(parsed.GetRequiredValue(newSpec), token)),
            cancellationToken));
        return command;
    }
}
