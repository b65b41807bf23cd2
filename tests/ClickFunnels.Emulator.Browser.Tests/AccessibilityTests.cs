using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>The page is usable with a keyboard, a screen reader, on a small screen and with another API.</summary>
public sealed class AccessibilityTests
{
    private static readonly string[] Views =
    [
        "#requests",
        "#requests/2",
        "#records/Contact",
        "#records/Contact/FIRST",
        "#webhooks",
        "#faults",
    ];

    [TestCase(ColorScheme.Light, 1280)]
    [TestCase(ColorScheme.Dark, 320)]
    public async Task Axe_finds_nothing(ColorScheme colors, int width)
    {
        await using var emulator = await BusyAsync();
        await using var opened = await EmulatorPage.OpenAsync(emulator, colors: colors, width: width);
        foreach (var view in Views.Except(["#requests", "#records/Contact"]))
        {
            // The views with a detail also have the list.
            await GoAsync(opened, emulator, view);
            var result = await opened.Page.RunAxe();
            Assert.That(
                result.Violations.Select(one => $"{view} {one.Id}: {one.Help}\n{string.Join('\n', one.Nodes.Select(node => node.Html))}"),
                Is.Empty
            );
        }

        // A dialog, an error and a result at the same time.
        await opened.Button("Reset…").ClickAsync();
        await Expect(opened.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.That((await opened.Page.RunAxe()).Violations.Select(one => one.Id), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_cut_off_at_320_pixels()
    {
        await using var emulator = await BusyAsync();
        await using var opened = await EmulatorPage.OpenAsync(emulator, width: 320, height: 640);
        foreach (var view in Views)
        {
            await GoAsync(opened, emulator, view);
            var excess = await opened.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            Assert.That(excess, Is.Zero, $"{view} is wider than the screen.");
        }
    }

    [Test]
    public async Task All_views_work_with_the_keyboard_alone()
    {
        await using var emulator = await BusyAsync();
        await using var opened = await EmulatorPage.OpenAsync(emulator);
        var page = opened.Page;
        await Expect(opened.Requests).ToHaveCountAsync(3);

        // The first stop leads to the content.
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();

        await TabToAsync(page, "#request-rows a");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#request-rows a").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("#request-rows a").Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#request-title")).ToBeFocusedAsync();
        await TabToAsync(page, "#request-detail .detail-head button");
        await ExpectVisibleFocusAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#request-detail")).ToBeHiddenAsync();
        await Expect(page.Locator("#request-rows a").Last).ToBeFocusedAsync();

        await GoByKeyboardAsync(page, "#records");
        await TabToAsync(page, "#record-rows a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#record-title")).ToBeFocusedAsync();
        await TabToAsync(page, "#record-detail [name=email_address]");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("written@example.com");
        await page.Keyboard.PressAsync("Enter");
        await Expect(opened.Status).ToContainTextAsync("Saved Contact");

        await GoByKeyboardAsync(page, "#webhooks");
        await TabToAsync(page, "#deliveries button");
        await ExpectVisibleFocusAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await Expect(opened.Status).ToContainTextAsync("Sent again");

        await GoByKeyboardAsync(page, "#faults");
        await TabToAsync(page, "#fault-kinds button");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#planned tr")).ToHaveCountAsync(1);
        await TabToAsync(page, "#reset");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#dialog")).ToBeVisibleAsync();
        await Expect(page.Locator("#dialog-cancel")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#reset")).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_other_apis_have_the_same_page()
    {
        await using var simvoly = await SimvolyEmulator.StartAsync();
        await using var elastic = await ElasticFunnelsEmulator.StartAsync();
        foreach (var (emulator, name) in (IEnumerable<(ApiEmulator, string)>)[(simvoly, "Simvoly"), (elastic, "ElasticFunnels")])
        {
            await using var opened = await EmulatorPage.OpenAsync(emulator);
            await Expect(opened.Page).ToHaveTitleAsync($"Requests · {name} emulator");
            await opened.ShowAsync("Records");
            await Expect(opened.Page.Locator("#record-count")).ToContainTextAsync("record");
            await opened.ShowAsync("Webhooks");
            await Expect(opened.Page.Locator("#webhook-note")).ToHaveTextAsync(name == "Simvoly" ? "" : "This API has no webhooks.");
            await opened.ShowAsync("Faults and clock");
        }
    }

    private static async Task<ClickFunnelsEmulator> BusyAsync()
    {
        var options = Unrecorded();
        options.Contacts = 3;
        var emulator = await ClickFunnelsEmulator.StartAsync(options);
        var client = Client(emulator);

        // Nobody listens at this port, so that the delivery waits.
        await client.Webhooks.Endpoints.EnsureEndpointAsync(new Uri("http://127.0.0.1:9/hooks"), ["contact.created"]);
        using var http = Caller(emulator);
        using var body = Json("""{"contact":{"first_name":"Grace","nick":"G"}}""");
        await http.PostAsync($"{emulator.Url}api/v2/workspaces/{emulator.WorkspaceId}/contacts", body);
        await emulator.WaitForDeliveriesAsync();
        return emulator;
    }

    private static async Task GoAsync(EmulatorPage opened, ClickFunnelsEmulator emulator, string view)
    {
        var contact = emulator.Store.Of("Contact")[0].Id;
        await opened.Page.GotoAsync($"{opened.Address}{view.Replace("FIRST", $"{contact}", StringComparison.Ordinal)}");
        var shown = view.Count(letter => letter == '/') switch
        {
            1 when view.StartsWith("#requests", StringComparison.Ordinal) => "#request-title",
            1 => "#record-rows tr",
            2 => "#record-title",
            _ => $"#title-{view[1..]}",
        };
        await Expect(opened.Page.Locator(shown).First).ToBeVisibleAsync();
    }

    private static async Task GoByKeyboardAsync(IPage page, string view)
    {
        await page.Locator("#copy-url").FocusAsync();
        await TabToAsync(page, $".views a[href='{view}']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"#title-{view[1..]}")).ToBeFocusedAsync();
    }

    // Presses Tab until an element that the selector finds has the focus.
    private static async Task TabToAsync(IPage page, string selector)
    {
        await Expect(page.Locator(selector).First).ToBeVisibleAsync();
        for (var presses = 0; presses < 150; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not reach {selector}.");
    }

    private static async Task ExpectVisibleFocusAsync(IPage page) =>
        Assert.That(
            await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"),
            Is.EqualTo("solid"),
            "The focus cannot be seen."
        );
}
