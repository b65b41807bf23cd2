using System.CommandLine;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Surface;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>surface ASSEMBLY BASELINE</c>: compares the public surface of a library with a listing.</summary>
internal static class SurfaceCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var assembly = new Argument<string>("ASSEMBLY") { Description = "The library (.dll), or a listing of it." };
        var baseline = new Argument<string>("BASELINE") { Description = "The committed listing to compare with." };
        var update = new Option<bool>("--update") { Description = "Write the listing of the assembly to BASELINE instead of comparing." };
        var options = new ReportOptions();
        var command = new Command("surface", "Compares the public C# surface of a library with its committed listing.")
        {
            assembly,
            baseline,
            update,
        };
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.GetValue(update)
                    ? UpdateAsync(parsed.GetRequiredValue(assembly), parsed.GetRequiredValue(baseline), output, error, cancellationToken)
                    : options.RunAsync(
                        parsed,
                        output,
                        error,
                        async token =>
                            SurfaceComparison.Compare(
                                await SurfaceFile.LoadAsync(parsed.GetRequiredValue(baseline), token),
                                await SurfaceFile.LoadAsync(parsed.GetRequiredValue(assembly), token)
                            ),
                        cancellationToken
                    )
        );
        return command;
    }

    private static async Task<int> UpdateAsync(
        string assembly,
        string baseline,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var listing = SurfaceListing.Write(assembly);
            var count = SurfaceFile.Parse(assembly, listing).Count;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(baseline))!);
            await File.WriteAllTextAsync(baseline, listing, cancellationToken);
            await output.WriteLineAsync($"{baseline}: {count} types and members.");
            return ExitCode.Clean;
        }
        catch (InputException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{baseline}: {exception.Message}");
            return ExitCode.BadInput;
        }
    }
}
