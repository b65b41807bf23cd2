using System.Diagnostics;

namespace ClickFunnels.Core.Tests.Startup;

/// <summary>
/// A call that succeeds loads no more than it needs. Measured in a process of its own, because this one has loaded everything.
/// </summary>
public sealed class StartupTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_first_call_that_succeeds_loads_neither_Polly_nor_Linq_nor_Xml_nor_System_Text_Json()
    {
        var loaded = await LoadedAsync("no-failure");

        Assert.That(loaded, Does.Contain("ClickFunnels.Core").And.Contain("Newtonsoft.Json"));
        Assert.That(
            loaded.Intersect([
                "Polly.Core",
                "System.Linq",
                "System.Private.Xml",
                "System.Xml.ReaderWriter",
                "System.Text.Json",
                "nunit.framework",
            ]),
            Is.Empty
        );
    }

    [Test]
    public async Task A_failure_loads_Polly()
    {
        Assert.That(await LoadedAsync("one-failure"), Does.Contain("Polly.Core"));
    }

    private static async Task<string[]> LoadedAsync(string argument)
    {
        var start = new ProcessStartInfo(DotNetHost()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var item in (string[])["exec", typeof(StartupProgram).Assembly.Location, argument])
        {
            start.ArgumentList.Add(item);
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            Assert.That(process.ExitCode, Is.Zero, await error);
            return (await output).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The program did not end within {Limit}.");
        }
    }

    /// <summary>Returns the host that runs this test. Its folder is three levels above shared/Microsoft.NETCore.App/version.</summary>
    private static string DotNetHost()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.GetFullPath(Path.Combine(runtime, "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }
}
