using System.CommandLine;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Drift.Git;
using ClickFunnels.Drift.Traffic;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>responses SPEC FILES…</c>: compares recorded responses with a contract.</summary>
internal static class ResponsesCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var spec = new Argument<string>("SPEC")
        {
            Description = "OpenAPI 3.0 or 3.1, YAML or JSON: a file, an http(s) address, or REV:PATH in git.",
        };
        var files = new Argument<string[]>("FILES")
        {
            Description = "Recorded traffic: HAR files, exchange files (JSON), and folders of both.",
            Arity = ArgumentArity.OneOrMore,
        };
        var fetch = ReferenceOption.Create();
        var options = new ReportOptions();
        var command = new Command(
            "responses",
            "Compares recorded traffic with an OpenAPI document and describes the effect of each difference on C# callers."
        )
        {
            spec,
            files,
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
                    {
                        var paths = parsed.GetRequiredValue(files);
                        return await TrafficComparison.CompareAsync(
                            await GitSpec.LoadAsync(parsed.GetRequiredValue(spec), parsed.GetValue(fetch), token),
                            TrafficFiles.ReadAsync(paths, token),
                            string.Join(", ", paths),
                            token
                        );
                    },
                    cancellationToken
                )
        );
        return command;
    }
}
