using System.CommandLine;
using ClickFunnels.Core;
using MoveShop;

// Without arguments, a shop moves from the Simvoly emulator to the ClickFunnels emulator. The steps plan, apply, compare and undo move the
// files of a folder into a workspace.
var root = new RootCommand("Moves a shop into ClickFunnels. Without a step, it moves a made-up shop between two emulators.");
root.SetAction((_, token) => RunAsync(() => Demo.RunAsync(Console.Out, token)));

var files = new Option<DirectoryInfo>("--files") { Description = "Folder with the files of the shop.", Required = true };
var work = new Option<DirectoryInfo>("--work") { Description = "Folder of the migration.", Required = true };
var rules = new Option<FileInfo?>("--rules") { Description = "Rules in YAML." };
foreach (var (name, description) in Step.All)
{
    var command = new Command(name, description) { files, work, rules };
    command.SetAction(
        (parsed, token) =>
            RunAsync(() =>
                Step.RunAsync(
                    name,
                    parsed.GetRequiredValue(files).FullName,
                    parsed.GetRequiredValue(work).FullName,
                    parsed.GetValue(rules)?.FullName,
                    Console.Out,
                    token
                )
            )
    );
    root.Subcommands.Add(command);
}

return await root.Parse(args).InvokeAsync();

static async Task<int> RunAsync(Func<Task<int>> run)
{
    try
    {
        return await run();
    }
    catch (ApiException failure)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped. Run the same command again to continue.");
        return 1;
    }
}
