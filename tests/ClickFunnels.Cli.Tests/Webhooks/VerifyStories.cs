using System.Globalization;
using System.Text;
using ClickFunnels.Emulator;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Tests.Webhooks;

/// <summary>The command <c>webhooks verify</c>.</summary>
public sealed class VerifyStories
{
    private const string Secret = "secret-MARKER-91c2";
    private const string Body = """{"event_type":"contact.created","event_id":"e-1","data":{"name":"Zoë"}}""";
    private static readonly DateTimeOffset Signed = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_delivery_that_listen_saved_is_valid_and_a_tampered_one_is_not()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Contacts = 1, WebhookSecret = Secret }
        );
        using var cli = new Cli();
        cli.Use(emulator);
        var folder = Path.Combine(cli.Folder, "saved");
        await using var listening = new RunningCli(cli, $"webhooks listen --save {folder} --events contact.identified --count 1");
        await listening.AddressAsync();
        (await cli.RunAsync("webhooks trigger contact.identified --set first_name=Grace")).Succeeds();
        (await listening.EndAsync()).Succeeds();

        cli.Variables["CLICKFUNNELS_WEBHOOK_SECRET"] = Secret;
        var file = Directory.GetFiles(folder).Single();
        var valid = (await cli.RunAsync($"webhooks verify {file}")).Succeeds();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("Grace", "Grant", StringComparison.Ordinal));
        var tampered = (await cli.RunAsync($"webhooks verify {file}")).Fails(1, "does not match");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(valid.Json["valid"]!.GetValue<bool>());
            Assert.That(valid.Json["reason"], Is.Null);
            Assert.That(tampered.Json["reason"]!.GetValue<string>(), Is.EqualTo("signature_mismatch"));
            if (!OperatingSystem.IsWindows())
            {
                Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            }
        }
    }

    [TestCase("http")]
    [TestCase("request")]
    [TestCase("text")]
    [TestCase("object")]
    [TestCase("raw")]
    public async Task Each_form_of_a_file_is_read(string form)
    {
        using var cli = new Cli { Input = Secret + "\r\n" };
        var (content, options) = Content(form);
        var file = Path.Combine(cli.Folder, "delivery");
        await File.WriteAllTextAsync(file, content);

        var result = (await cli.RunAsync($"webhooks verify {file} --secret-stdin --at 2026-03-01T12:05:00Z{options}")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Json["event_type"]!.GetValue<string>(), Is.EqualTo("contact.created"));
            Assert.That(result.Json["id"]!.GetValue<string>(), Is.EqualTo("e-1"));
            Assert.That(result.Json["signed_at"]!.GetValue<string>(), Is.EqualTo("2026-03-01T12:00:00Z"));
            Assert.That(result.Output + result.Error, Does.Not.Contain(Secret));
        }
    }

    [Test]
    public async Task Time_and_tolerance_decide_about_an_old_delivery()
    {
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_WEBHOOK_SECRET"] = Secret } };
        var file = Path.Combine(cli.Folder, "delivery.http");
        await File.WriteAllTextAsync(file, Content("http").Text);

        (await cli.RunAsync($"webhooks verify {file} --at 2026-03-01T12:11:00Z")).Fails(1, "too long ago");
        (await cli.RunAsync($"webhooks verify {file} --at 2026-03-01T11:40:00Z")).Fails(1, "in the future");
        (await cli.RunAsync($"webhooks verify {file} --at 2026-03-01T12:11:00Z --tolerance 3600")).Succeeds();
    }

    [Test]
    public async Task Mistakes_have_messages_that_say_how_to_fix_them()
    {
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_WEBHOOK_SECRET"] = Secret } };
        var file = Path.Combine(cli.Folder, "delivery.http");
        await File.WriteAllTextAsync(file, "no headers here");

        (await cli.RunAsync($"webhooks verify {file}")).Fails(3, "not a saved delivery");
        (await cli.RunAsync($"webhooks verify {file} --signature 00")).Fails(2, "belong together");
        (await cli.RunAsync($"webhooks verify {file} --at soon")).Fails(2, "--at");
        (await cli.RunAsync($"webhooks verify {file} --tolerance 0")).Fails(2, "--tolerance");
        (await cli.RunAsync($"webhooks verify {file}.missing")).Fails(3, "missing");
        await File.WriteAllTextAsync(file, "{\"headers\": 1, \"body\": {");
        (await cli.RunAsync($"webhooks verify {file}")).Fails(3, "not JSON");
        await File.WriteAllTextAsync(file, """{"headers": {}, "body": "\ud800"}""");
        (await cli.RunAsync($"webhooks verify {file}")).Fails(3, "not valid Unicode: line 1, position 25");
        await File.WriteAllBytesAsync(file, [.. "{"u8, 0xFF, .. "}"u8]);
        (await cli.RunAsync($"webhooks verify {file}")).Fails(3, "not text in UTF-8");
        await File.WriteAllTextAsync(file, Content("http").Text);
        cli.Variables.Clear();
        (await cli.RunAsync($"webhooks verify {file}")).Fails(2, "CLICKFUNNELS_WEBHOOK_SECRET");
    }

    private static (string Text, string Options) Content(string form)
    {
        var signed = WebhookSignature.Sign(Encoding.UTF8.GetBytes(Body), Secret, Signed);
        var headers =
            $"{WebhookHeaders.Signature}: {signed.Signature}\n{WebhookHeaders.Timestamp.ToLowerInvariant()}: {signed.Timestamp}\n";
        var fields =
            $$""" "{{WebhookHeaders.Signature}}": ["{{signed.Signature}}"], "{{WebhookHeaders.Timestamp}}": {{signed.Timestamp}} """;
        var text = Body.Replace("\"", "\\\"", StringComparison.Ordinal);
        return form switch
        {
            "http" => ($"{headers}\n{Body}", ""),
            "request" => ($"POST /in HTTP/1.1\nHost: a\n{headers}\n{Body}".Replace("\n", "\r\n", StringComparison.Ordinal), ""),
            "text" => ($$"""{"headers": {{{fields}}}, "body": "{{text}}"}""", ""),
            "object" => ($$"""{"body": {{Body}}, "headers": {{{fields}}} }""", ""),
            _ => (Body, string.Create(CultureInfo.InvariantCulture, $" --signature {signed.Signature} --timestamp {signed.Timestamp}")),
        };
    }
}
