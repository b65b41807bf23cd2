using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>The browser of all tests. If Chromium is not installed, the tests are ignored.</summary>
[SetUpFixture]
internal sealed class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        if (FindProgram() is not { } program)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program });
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Returns the browser, or ignores the test if there is none.</summary>
    public static IBrowser Require()
    {
        if (_browser is null)
        {
            Assert.Ignore("Chromium is not on the PATH. On Debian, run apt-get install chromium.");
        }

        return _browser!;
    }

    private static string? FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
