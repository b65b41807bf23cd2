using System.CommandLine;
using ClickFunnels.Drift.Git;
using ClickFunnels.Drift.Routes;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>routes SPEC LEDGER</c>: checks that a contract contains every documented operation.</summary>
internal static class RoutesCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var spec = new Argument<string>("SPEC")
        {
            Description = "OpenAPI 3.0 or 3.1, YAML or JSON: a file, an http(s) address, or REV:PATH in git.",
        };
        var ledger = new Argument<string>("LEDGER")
        {
            Description = "The documented operations: CSV or TSV with the columns method, path, operationId and, optionally, source.",
        };
        var fetch = ReferenceOption.Create();
        var options = new ReportOptions();
        var command = new Command(
            "routes",
            "Compares an OpenAPI document with a ledger of documented operations: missing, extra, renamed and moved ones."
        )
        {
            spec,
            ledger,
            fetch,
        };
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                options.RunAsync(
                    parsed,
                    output,
                    error,
                    async token =>
                        RouteComparison.Compare(
                            await GitSpec.LoadAsync(parsed.GetRequiredValue(spec), parsed.GetValue(fetch), token),
                            await Ledger.LoadAsync(parsed.GetRequiredValue(ledger), token)
                        ),
                    cancellationToken
                )
        );
        return command;
    }
}
