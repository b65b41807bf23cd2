using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ClickFunnels.Emulator.Tests.Languages;

/// <summary>The examples in other languages, run as a user runs them.</summary>
public sealed class LanguageExampleTests
{
    private const string Secret = "a secret of the examples";

    /// <summary>The programs that run the examples. TypeScript is transpiled, for Node.js before 23.6.</summary>
    private static readonly string[][] Commands =
    [
        ["bash", "curl.sh"],
        ["python3", "example.py"],
        ["ruby", "example.rb"],
        ["node", "example.ts"],
    ];

    [TestCaseSource(nameof(Commands)), CancelAfter(60_000)]
    public async Task It_lists_pages_creates_a_contact_and_repeats_what_is_safe(
        string program,
        string file,
        CancellationToken cancellationToken
    )
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Contacts = 45 },
            cancellationToken
        );
        emulator.Faults.Add("listContacts", Fault.RateLimit(TimeSpan.Zero));
        emulator.Faults.Add("listContacts", Fault.BadGateway());
        emulator.Faults.Add("createContacts", Fault.RateLimit(TimeSpan.FromSeconds(1)));

        var (output, code) = await RunAsync(emulator, program, file, [], [], cancellationToken);

        var created = emulator.Store.Of("Contact").Single(static contact => contact.Text("email_address") == "ada@example.com").Id;
        Assert.That(
            output,
            Is.EqualTo(
                $"""
                workspace {emulator.WorkspaceId}
                page 1: 20 contacts
                page 2: 20 contacts
                page 3: 5 contacts
                created {created} ada@example.com

                """.ReplaceLineEndings("\n")
            )
        );
        Assert.That(code, Is.Zero);
        Assert.That(emulator.Faults.Unconsumed, Is.Empty);
        Assert.That(
            emulator.Requests.Where(static one => one.OperationId == "createContacts").Select(static one => one.Status),
            Is.EqualTo(new int?[] { 429, 201 })
        );
    }

    [TestCaseSource(nameof(Commands)), CancelAfter(60_000)]
    public async Task It_does_not_repeat_a_creation_that_may_have_happened(string program, string file, CancellationToken cancellationToken)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(cancellationToken: cancellationToken);
        emulator.Faults.Add("createContacts", Fault.BadGateway());

        var (_, code) = await RunAsync(emulator, program, file, [], [], cancellationToken);

        Assert.That(code, Is.Not.Zero);
        Assert.That(emulator.Requests.Count(static one => one.OperationId == "createContacts"), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Commands)), CancelAfter(60_000)]
    public async Task It_verifies_a_webhook(string program, string file, CancellationToken cancellationToken)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { WebhookSecret = Secret },
            cancellationToken
        );
        emulator.AddRecords(
            "WebhookEndpoint",
            [
                new()
                {
                    ["url"] = receiver.Url.AbsoluteUri,
                    ["name"] = "Examples",
                    ["event_type_ids"] = new System.Text.Json.Nodes.JsonArray("contact.created"),
                },
            ]
        );
        emulator.AddRecords("Contact", [new() { ["first_name"] = "Zoë \"Z\"" }]);
        await emulator.WaitForDeliveriesAsync(cancellationToken);
        var delivery = receiver.Received.Single();
        var changed = delivery.Body.ToArray();
        changed[^3] ^= 1;
        var old = (long.Parse(delivery.Timestamp, CultureInfo.InvariantCulture) - 601).ToString(CultureInfo.InvariantCulture);

        Assert.That(await VerifyAsync(delivery.Body, delivery.Signature, delivery.Timestamp), Is.EqualTo(("valid\n", 0)));
        Assert.That(await VerifyAsync(changed, delivery.Signature, delivery.Timestamp), Is.EqualTo(("not valid\n", 1)));
        Assert.That(await VerifyAsync(delivery.Body, delivery.Signature[1..], delivery.Timestamp), Is.EqualTo(("not valid\n", 1)));
        Assert.That(
            await VerifyAsync(delivery.Body, (delivery with { Headers = Signed(old) }).Expected(Secret), old),
            Is.EqualTo(("not valid\n", 1))
        );
        Assert.That(await VerifyAsync(delivery.Body, delivery.Signature, "today"), Is.EqualTo(("not valid\n", 1)));

        Task<(string, int)> VerifyAsync(byte[] body, string signature, string timestamp) =>
            RunAsync(emulator, program, file, ["verify", signature, timestamp], body, cancellationToken);

        static Dictionary<string, string> Signed(string timestamp) => new() { ["X-Webhook-ClickFunnels-Timestamp"] = timestamp };
    }

    private static async Task<(string Output, int Code)> RunAsync(
        ClickFunnelsEmulator emulator,
        string program,
        string file,
        string[] arguments,
        byte[] input,
        CancellationToken cancellationToken
    )
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("On Windows, bash and python3 may be programs that install something.");
        }

        using var folder = new TemporaryFolder();
        var path = program == "node" ? Transpiled(file, folder) : Repository.PathOf($"samples/Languages/{file}");
        var start = new ProcessStartInfo(program, [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["CLICKFUNNELS_URL"] = emulator.Url.AbsoluteUri.TrimEnd('/');
        start.Environment["CLICKFUNNELS_TOKEN"] = emulator.AccessToken;
        start.Environment["CLICKFUNNELS_WEBHOOKSECRET"] = Secret;
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading a body that it refuses by its timestamp.
            }

            await process.WaitForExitAsync(cancellationToken);
            await TestContext.Out.WriteLineAsync(await error);
            return (await output, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts a program; skips the test if it is not installed.</summary>
    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{start.FileName} is not on the PATH.");
            throw;
        }
    }

    private static string Transpiled(string file, TemporaryFolder folder)
    {
        var esbuild = Repository.PathOf("build/foreign/node_modules/.bin/esbuild");
        if (!File.Exists(esbuild))
        {
            Assert.Ignore("Older versions of Node.js need esbuild for TypeScript. Run build/foreign/run.sh --install once.");
        }

        var output = folder.File(Path.ChangeExtension(file, ".mjs"));
        using var process = Start(
            new ProcessStartInfo(esbuild, [Repository.PathOf($"samples/Languages/{file}"), "--log-level=error", $"--outfile={output}"])
        );
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
        return output;
    }
}
