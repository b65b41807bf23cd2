using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>
/// The page of an emulator in a browser window of its own. At the end it insists that the browser reported no error, and that the page
/// requested nothing from another host.
/// </summary>
internal sealed class EmulatorPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _problems = new();

    private EmulatorPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        Address = address;
    }

    public IPage Page { get; }

    public Uri Address { get; }

    /// <summary>Gets or sets a pattern of messages of the browser that a test causes on purpose.</summary>
    public Regex? Expected { get; set; }

    public ILocator Requests => Page.Locator("#request-rows tr");

    public ILocator Status => Page.Locator("#status");

    public static async Task<EmulatorPage> OpenAsync(
        ApiEmulator emulator,
        string view = "",
        ColorScheme colors = ColorScheme.Light,
        int width = 1280,
        int height = 800
    )
    {
        var context = await Chromium
            .Require()
            .NewContextAsync(
                new BrowserNewContextOptions
                {
                    ViewportSize = new ViewportSize { Width = width, Height = height },
                    ColorScheme = colors,
                    ReducedMotion = ReducedMotion.Reduce,
                    Permissions = ["clipboard-read", "clipboard-write"],
                }
            );
        context.SetDefaultTimeout(20_000);
        var address = new Uri(emulator.Url, "/_emulator/");
        var opened = new EmulatorPage(context, await context.NewPageAsync(), address);
        opened.Watch();
        await opened.Page.GotoAsync($"{address}{view}");
        await opened.ExpectLiveAsync();
        return opened;
    }

    public Task ExpectLiveAsync() => Expect(Page.Locator("#stream-text")).ToHaveTextAsync("Live", new() { Timeout = 20_000 });

    /// <summary>Opens a view by its link.</summary>
    public async Task ShowAsync(string name)
    {
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 2 })).ToBeVisibleAsync();
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.That(_problems.Where(problem => Expected?.IsMatch(problem) != true), Is.Empty, "The browser reported problems.");
    }

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _problems.Enqueue($"{message.Type}: {message.Text} {message.Location}");
            }
        };
        Page.PageError += (_, error) => _problems.Enqueue("error: " + error);
        Page.Dialog += async (_, dialog) =>
        {
            _problems.Enqueue("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        Page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme != "data" && url.Authority != Address.Authority)
            {
                _problems.Enqueue("other host: " + url.Host);
            }
        };
    }
}
