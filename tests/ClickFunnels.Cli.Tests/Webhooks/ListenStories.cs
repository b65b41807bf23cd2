using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Tests.Webhooks;

/// <summary>The command <c>webhooks listen</c>, with real HTTP on all sides.</summary>
public sealed class ListenStories
{
    private const string Secret = "secret-MARKER-91c2";
    private const string Body = """{"event_type":"contact.created","event_id":"7b0da4ae-18a4-4d97-8826-97df16e24e41","data":{"id":42}}""";

    [Test]
    public async Task Deliveries_of_an_emulator_are_verified_shown_and_forwarded_unchanged()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        await using var listening = new RunningCli(cli, $"webhooks listen --forward-to {receiver.Url} --events contact.created --count 1");
        await listening.AddressAsync();

        (await cli.RunAsync("contacts create --set email_address=ada@example.com")).Succeeds();
        var ended = (await listening.EndAsync()).Succeeds();

        var secret = receiver.Received.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.Json["event_type"]!.GetValue<string>(), Is.EqualTo("contact.created"));
            Assert.That(ended.Output.Count(static character => character == '\n'), Is.EqualTo(1), "one line of JSON");
            Assert.That(JsonNode.DeepEquals(ended.Json, JsonNode.Parse(secret.Body)), "the same body");
            Assert.That(secret.Signature, Does.Match("^[0-9a-f]{64}$"));
            Assert.That(ended.Error, Does.Contain("contact.created").And.Contain("verified  forwarded: 200"));
            Assert.That(ended.Error, Does.Contain("1 delivery, 0 not verified, 1 forwarded, 0 not accepted"));
        }

        var left = (await cli.RunAsync("webhooks endpoints list")).Succeeds().Json;
        Assert.That(left.AsArray(), Is.Empty, "the endpoint was removed");
    }

    [Test]
    public async Task The_status_of_a_receiver_that_fails_reaches_the_sender_which_tries_again()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 1 });
        await using var receiver = await Receiver.StartAsync(500);
        using var cli = new Cli();
        cli.Use(emulator);
        await using var listening = new RunningCli(cli, $"webhooks listen --forward-to {receiver.Url} --count 2");
        await listening.AddressAsync();

        var triggered = (await cli.RunAsync("webhooks trigger contact.identified")).Fails(1, "");
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var ended = (await listening.EndAsync()).Succeeds();

        var first = triggered.Json["deliveries"]![0]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first["status"]!.GetValue<int>(), Is.EqualTo(500));
            Assert.That(first["outcome"]!.GetValue<string>(), Is.EqualTo("will_retry"));
            Assert.That(ended.Error, Does.Contain("forwarded: 500").And.Contain("forwarded: 200"));
            Assert.That(receiver.Received.Select(static one => Encoding.UTF8.GetString(one.Body)).Distinct().Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_receiver_that_does_not_listen_is_a_bad_gateway()
    {
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_WEBHOOK_SECRET"] = Secret } };
        Uri nobody;
        await using (var receiver = await Receiver.StartAsync())
        {
            nobody = receiver.Url;
        }

        await using var listening = new RunningCli(cli, $"webhooks listen --forward-to {nobody}");
        var status = await SendAsync(await listening.AddressAsync(), Secret);
        var ended = (await listening.StopAsync()).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.BadGateway));
            Assert.That(ended.Error, Does.Contain("failed (no connection)"));
        }
    }

    [Test]
    public async Task A_delivery_with_a_wrong_secret_is_shown_refused_and_not_forwarded()
    {
        await using var receiver = await Receiver.StartAsync();
        using var cli = new Cli { Input = Secret + "\n" };
        await using var listening = new RunningCli(cli, $"webhooks listen --secret-stdin --forward-to {receiver.Url}");
        var address = await listening.AddressAsync();

        var refused = await SendAsync(address, "another secret");
        var accepted = await SendAsync(address, Secret);
        var ended = (await listening.StopAsync()).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(accepted, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(receiver.Received, Has.Count.EqualTo(1));
            Assert.That(ended.Error, Does.Contain("not verified (signature_mismatch)"));
            Assert.That(ended.Error, Does.Contain("2 deliveries, 1 not verified, 1 forwarded"));
            Assert.That(ended.Output + ended.Error, Does.Not.Contain(Secret));
            Assert.That(ended.Output.Trim(), Is.EqualTo(Body), "only the verified event is data");
        }
    }

    [Test]
    public async Task A_wrong_signature_is_forwarded_when_the_user_asks_for_it()
    {
        await using var receiver = await Receiver.StartAsync(403);
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_WEBHOOK_SECRET"] = Secret } };
        await using var listening = new RunningCli(cli, $"webhooks listen --forward-to {receiver.Url} --forward-unverified --count 1");

        var status = await SendAsync(await listening.AddressAsync(), "another secret");
        (await listening.EndAsync()).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.Forbidden), "the receiver decides");
            Assert.That(receiver.Received, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Text_of_a_delivery_cannot_control_the_terminal_and_too_much_text_is_refused()
    {
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_WEBHOOK_SECRET"] = Secret } };
        await using var listening = new RunningCli(cli, "webhooks listen");
        var address = await listening.AddressAsync();

        await SendAsync(address, Secret, """{"event_type":"\u001b[2Jx","event_id":"\u202e\n"}""");
        var large = await SendAsync(address, Secret, new string(' ', 5 * 1024 * 1024));
        using var http = new HttpClient();
        using var page = await http.GetAsync(address);
        var ended = (await listening.StopAsync()).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.Error.Any(static letter => letter is '\u001b' or '\u202e'), Is.False);
            Assert.That(large, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
            Assert.That(ended.Error, Does.Contain("1 delivery"));
        }
    }

    [Test]
    public async Task An_endpoint_with_a_public_address_is_removed_when_the_user_stops_the_command()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        await using var free = await Receiver.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        // Any port will do that nobody else uses: the one of a receiver that has ended.
        var port = free.Url.Port;
        await free.DisposeAsync();
        await using var listening = new RunningCli(
            cli,
            $"webhooks listen --public-url https://tunnel.example.com/in --port {port} --events contact.created,contact.updated"
        );
        await listening.AddressAsync();

        var during = (await cli.RunAsync("webhooks endpoints list")).Succeeds().Json;
        (await listening.StopAsync()).Succeeds();
        var after = (await cli.RunAsync("webhooks endpoints list")).Succeeds().Json;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(during[0]!["url"]!.GetValue<string>(), Is.EqualTo("https://tunnel.example.com/in"));
            Assert.That(during[0]!["event_type_ids"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(after.AsArray(), Is.Empty);
        }
    }

    [Test]
    public async Task An_endpoint_of_the_user_with_the_same_address_is_neither_changed_nor_removed()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        (
            await cli.RunAsync(
                "webhooks endpoints create --set url=https://tunnel.example.com/in --set name=Mine --set event_type_ids[]=contact.created"
            )
        ).Succeeds();

        await using var free = await Receiver.StartAsync();
        var port = free.Url.Port;
        await free.DisposeAsync();
        (await cli.RunAsync($"webhooks listen --public-url https://tunnel.example.com/in --port {port}")).Fails(
            2,
            "CLICKFUNNELS_WEBHOOK_SECRET"
        );

        var left = (await cli.RunAsync("webhooks endpoints list")).Succeeds().Json;
        Assert.That(left[0]!["event_type_ids"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase("--forward-to ftp://localhost/", "http or https")]
    [TestCase("--forward-to https://example.com/", "--allow-remote-forward")]
    [TestCase("--public-url http://example.com/ --port 5", "https address")]
    [TestCase("--public-url https://example.com/", "--port")]
    [TestCase("--events contact.creatd", "Did you mean contact.created?")]
    [TestCase("--count 0", "--count")]
    [TestCase("--port 70000", "--port")]
    public async Task Wrong_arguments_end_before_anything_is_opened(string arguments, string message)
    {
        using var cli = new Cli();
        (await cli.RunAsync("webhooks listen " + arguments)).Fails(2, message);
    }

    [Test]
    public async Task Without_an_emulator_and_a_secret_the_message_says_what_to_pass()
    {
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_API_KEY"] = "token" } };
        (await cli.RunAsync("webhooks listen")).Fails(2, "CLICKFUNNELS_WEBHOOK_SECRET");
    }

    private static async Task<HttpStatusCode> SendAsync(Uri address, string secret, string body = Body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var signed = WebhookSignature.Sign(bytes, secret, TimeProvider.System.GetUtcNow());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add(WebhookHeaders.Signature, signed.Signature);
        request.Headers.Add(WebhookHeaders.Timestamp, signed.Timestamp);
        request.Headers.ExpectContinue = true;
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
