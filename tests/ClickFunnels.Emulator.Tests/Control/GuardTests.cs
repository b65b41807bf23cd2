using System.Net;
using System.Net.Sockets;
using System.Text;
using ClickFunnels.Emulator.Control;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>Only this machine, and web pages of this machine, control the emulator.</summary>
public sealed class GuardTests
{
    [TestCase("127.0.0.1", "localhost:4010", null, true)]
    [TestCase("127.9.8.7", "127.0.0.1:4010", null, true)]
    [TestCase("::1", "[::1]:4010", null, true)]
    [TestCase("::ffff:127.0.0.1", "localhost", null, true)]
    [TestCase(null, "localhost", null, true, Description = "not over TCP")]
    [TestCase("127.0.0.1", "shop.localhost:4010", null, true)]
    [TestCase("127.0.0.1", "LOCALHOST", null, true)]
    [TestCase("192.168.1.7", "localhost", null, false)]
    [TestCase("10.0.0.1", "127.0.0.1", null, false)]
    [TestCase("2001:db8::1", "[::1]", null, false)]
    [TestCase("::ffff:192.168.1.7", "localhost", null, false)]
    [TestCase("fe80::1", "localhost", null, false)]
    // A page of another site whose name was given an address of this machine.
    [TestCase("127.0.0.1", "evil.example", null, false)]
    [TestCase("127.0.0.1", "evil.example:4010", null, false)]
    [TestCase("127.0.0.1", "localhost.evil.example", null, false)]
    [TestCase("127.0.0.1", "127.0.0.1.evil.example", null, false)]
    [TestCase("127.0.0.1", "evillocalhost", null, false)]
    [TestCase("127.0.0.1", "192.168.1.7", null, false)]
    [TestCase("127.0.0.1", "0.0.0.0", null, false)]
    [TestCase("127.0.0.1", "", null, false)]
    // Pages.
    [TestCase("127.0.0.1", "localhost:4010", "http://localhost:4010", true)]
    [TestCase("127.0.0.1", "localhost:4010", "http://localhost:3000", true)]
    [TestCase("127.0.0.1", "localhost:4010", "https://127.0.0.1:8443", true)]
    [TestCase("127.0.0.1", "localhost:4010", "http://[::1]:5000", true)]
    [TestCase("127.0.0.1", "localhost:4010", "http://app.localhost", true)]
    [TestCase("127.0.0.1", "localhost:4010", "https://evil.example", false)]
    [TestCase("127.0.0.1", "localhost:4010", "http://localhost.evil.example", false)]
    [TestCase("127.0.0.1", "localhost:4010", "http://localhost@evil.example", false)]
    [TestCase("127.0.0.1", "localhost:4010", "http://192.168.1.7", false)]
    [TestCase("127.0.0.1", "localhost:4010", "null", false, Description = "sandboxed frame or file")]
    [TestCase("127.0.0.1", "localhost:4010", "file://", false)]
    [TestCase("127.0.0.1", "localhost:4010", "chrome-extension://localhost", false)]
    [TestCase("127.0.0.1", "localhost:4010", "localhost", false)]
    [TestCase("127.0.0.1", "localhost:4010", "http://localhost:3000, https://evil.example", false)]
    public async Task Lets_only_this_machine_pass(string? address, string host, string? origin, bool passes)
    {
        var (status, passed, headers) = await InvokeAsync("POST", address, host, origin, isOpen: false);

        Assert.That((passed, status), Is.EqualTo((passes, passes ? 200 : 403)));
        Assert.That(headers.AccessControlAllowOrigin.ToString(), Is.EqualTo(passes ? origin ?? "" : ""));
        if (origin is not null)
        {
            Assert.That(headers.Vary.ToString(), passes ? Is.EqualTo("Origin") : Is.Empty);
        }
    }

    [TestCase("192.168.1.7", "emulator:4010", null, true)]
    [TestCase("2001:db8::1", "shop.example", null, true)]
    [TestCase("192.168.1.7", "emulator:4010", "http://emulator:4010", true, Description = "the page of the emulator")]
    [TestCase("192.168.1.7", "emulator:4010", "http://localhost:3000", true)]
    [TestCase("192.168.1.7", "emulator:4010", "https://evil.example", false)]
    [TestCase("192.168.1.7", "emulator:4010", "http://emulator:4011", false)]
    [TestCase("127.0.0.1", "localhost:4010", "null", false)]
    public async Task When_it_is_open_other_machines_pass_but_not_pages_of_other_sites(
        string address,
        string host,
        string? origin,
        bool passes
    )
    {
        var (status, passed, _) = await InvokeAsync("POST", address, host, origin, isOpen: true);

        Assert.That((passed, status), Is.EqualTo((passes, passes ? 200 : 403)));
    }

    [TestCase("http://localhost:3000", 204)]
    [TestCase("https://evil.example", 403)]
    [TestCase("null", 403)]
    public async Task Preflights_are_decided_like_requests(string origin, int expected)
    {
        var (status, passed, headers) = await InvokeAsync("OPTIONS", "127.0.0.1", "localhost", origin, isOpen: false);

        Assert.That((status, passed), Is.EqualTo((expected, false)));
        Assert.That(headers.AccessControlAllowMethods.ToString().Contains("PUT", StringComparison.Ordinal), Is.EqualTo(expected == 204));
        Assert.That(headers.AccessControlAllowCredentials.ToString(), Is.Empty);
    }

    [Test]
    public async Task A_page_of_another_site_changes_nothing_not_even_without_a_body([Values("https://evil.example", "null")] string origin)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        controlled.Emulator.Faults.Add("*", Fault.BadGateway());
        foreach (
            var operation in ControlDescription.Document.Operations.Where(operation =>
                operation.Method is "POST" or "PUT" or "DELETE" or "PATCH"
            )
        )
        {
            var reply = await controlled.ControlAsync(
                operation.Method,
                operation.Path,
                operation.Body is null ? null : "{}",
                request =>
                {
                    request.Headers.Add("Origin", origin);
                    if (request.Content is { } content)
                    {
                        content.Headers.ContentType = new("text/plain");
                    }
                }
            );
            Assert.That(reply.Status, Is.EqualTo(403), operation.Name);
        }

        Assert.That(controlled.Emulator.Faults.Unconsumed, Has.Count.EqualTo(1));
        Assert.That(
            (await controlled.ControlAsync("GET", "/connection", change: request => request.Headers.Add("Origin", origin))).Status,
            Is.EqualTo(403)
        );
    }

    [TestCase("GET /_emulator/connection HTTP/1.0\r\n\r\n", 403)]
    [TestCase("GET /_emulator/connection HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403)]
    [TestCase("GET /_emulator/connection HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n", 403)]
    [TestCase("GET http://localhost/_emulator/connection HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400)]
    [TestCase("GET /_emulator/connection HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400)]
    [TestCase("GET /_emulator/connection HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)]
    public async Task Decides_by_what_is_sent_over_the_wire(string request, int status)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, controlled.Emulator.Url.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);

        var line = await reader.ReadLineAsync();

        Assert.That(line, Does.Contain($" {status} "));
    }

    [Test]
    public async Task Another_machine_is_refused_and_let_in_when_it_may([Values] bool isOpen)
    {
        var address = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), AddressFamily.InterNetwork)).FirstOrDefault(one =>
            !IPAddress.IsLoopback(one)
        );
        Assume.That(address, Is.Not.Null, "This machine has no address but loopback.");
        await using var controlled = await Controlled.StartAsync(
            "clickfunnels",
            options => (options.ListenOn, options.AllowRemoteControl) = (new Uri($"http://{address}:0"), isOpen)
        );

        var reply = await controlled.ControlAsync("GET", "/connection");

        Assert.That(reply.Status, Is.EqualTo(isOpen ? 200 : 403), reply.Text);
        if (!isOpen)
        {
            Assert.That(reply.Error, Does.Contain("--allow-remote-control"));
        }
    }

    private static async Task<(int Status, bool Passed, IHeaderDictionary Headers)> InvokeAsync(
        string method,
        string? address,
        string host,
        string? origin,
        bool isOpen
    )
    {
        var context = new DefaultHttpContext();
        context.Response.Body = new MemoryStream();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Method = method;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        var passed = false;
        await new ControlGuard(new ClickFunnelsEmulatorOptions { AllowRemoteControl = isOpen }).InvokeAsync(
            context,
            _ =>
            {
                passed = true;
                return Task.CompletedTask;
            }
        );
        return (context.Response.StatusCode, passed, context.Response.Headers);
    }
}
