using System.CommandLine;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Git;
using ClickFunnels.Drift.Surface;
using ClickFunnels.Drift.Versions;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>version RELEASED CURRENT</c>: checks that the version is high enough for the changes of contract and surface.</summary>
internal static class VersionCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var released = new Argument<string>("RELEASED") { Description = "The last released version." };
        var current = new Argument<string>("CURRENT") { Description = "The version to release." };
        var contracts = Pairs("--contract", "An old and a new OpenAPI document.");
        var surfaces = Pairs("--surface", "An old and a new listing of the public surface, or assemblies. Can be repeated.");
        var fetch = ReferenceOption.Create();
        var options = new ReportOptions();
        var command = new Command("version", "Checks whether a version is high enough for the changes since the last one.")
        {
            released,
            current,
            contracts,
            surfaces,
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
                        ReleaseVersionCheck.Check(
                            parsed.GetRequiredValue(released),
                            parsed.GetRequiredValue(current),
                            await CompareAsync(
                                parsed.GetValue(contracts) ?? [],
                                parsed.GetValue(surfaces) ?? [],
                                parsed.GetValue(fetch),
                                token
                            )
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<IReadOnlyList<Report>> CompareAsync(
        string[] contracts,
        string[] surfaces,
        bool fetchReferences,
        CancellationToken cancellationToken
    )
    {
        var reports = new List<Report>();
        foreach (var pair in contracts.Chunk(2))
        {
            reports.Add(
                ContractComparison.Compare(
                    await GitSpec.LoadAsync(pair[0], fetchReferences, cancellationToken),
                    await GitSpec.LoadAsync(pair[1], fetchReferences, cancellationToken)
                )
            );
        }

        foreach (var pair in surfaces.Chunk(2))
        {
            reports.Add(
                SurfaceComparison.Compare(
                    await SurfaceFile.LoadAsync(pair[0], cancellationToken),
                    await SurfaceFile.LoadAsync(pair[1], cancellationToken)
                )
            );
        }

        return reports;
    }

    private static Option<string[]> Pairs(string name, string description)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = "OLD NEW",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count % 2 != 0)
            {
                result.AddError($"{name} expects two files, an old and a new one.");
            }
        });
        return option;
    }
}
