using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>The program, killed or asked to end while several clients create records.</summary>
public sealed class KilledProgramTests
{
    private const int Kills = 5;
    private const int Clients = 6;
    private const int CreationsBeforeKill = 60;
    private const string Token = "killed-program-token";
    private const string Traffic = "traffic";

    [Test]
    public async Task Nothing_that_was_acknowledged_is_lost_or_there_twice([Values("KILL", "TERM")] string signal)
    {
        var folder = Directory.CreateTempSubdirectory("emulator-kill-").FullName;
        try
        {
            var acknowledged = new ConcurrentDictionary<string, long>();
            var sent = new ConcurrentBag<string>();
            for (var kill = 0; kill < Kills; kill++)
            {
                using var program = Start(folder);
                var contacts = await ContactsOfAsync(program);
                var enough = new TaskCompletionSource();
                var count = 0;
                var clients = Enumerable
                    .Range(0, Clients)
                    .Select(client =>
                        CreateUntilCutAsync(
                            contacts,
                            $"{kill}-{client}",
                            sent,
                            (email, id) =>
                            {
                                acknowledged[email] = id;
                                if (Interlocked.Increment(ref count) == CreationsBeforeKill)
                                {
                                    enough.SetResult();
                                }
                            }
                        )
                    )
                    .ToList();
                await enough.Task;
                await SendAsync(signal, program);
                await program.WaitForExitAsync();
                await Task.WhenAll(clients);
                if (signal != "KILL")
                {
                    Assert.That(program.ExitCode, Is.Zero, "a program that is asked to end does so in good order");
                }
            }

            using var last = Start(folder);
            var stored = await AllAsync(await ContactsOfAsync(last));
            last.Kill();

            Assert.That(acknowledged, Has.Count.GreaterThanOrEqualTo(Kills * CreationsBeforeKill));
            Assert.That(stored.Select(one => one.Email), Is.Unique);
            Assert.That(stored.Select(one => one.Id), Is.Unique);
            Assert.That(acknowledged.Values, Is.Unique, "ids are not used again");
            Assert.That(stored.Select(one => one.Email), Is.SubsetOf(sent));
            Assert.That(
                acknowledged.Select(one => (one.Key, one.Value)),
                Is.SubsetOf(stored),
                "what was acknowledged is there, under the same id"
            );

            var exchanges = Directory.GetFiles(Path.Combine(folder, Traffic), "*.json");
            Assert.That(exchanges, Has.Length.GreaterThanOrEqualTo(acknowledged.Count));
            Assert.That(exchanges.Select(File.ReadAllText), Has.All.EndsWith("}"), "no recorded exchange is cut");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SendAsync(string signal, Process program)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{program.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static async Task CreateUntilCutAsync(Uri contacts, string client, ConcurrentBag<string> sent, Action<string, long> acknowledge)
    {
        using var http = Http();
        try
        {
            for (var index = 0; ; index++)
            {
                var email = $"{client}-{index}@example.com";
                sent.Add(email);
                using var response = await http.PostAsJsonAsync(contacts, new { contact = new { email_address = email } });
                var made = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
                acknowledge(email, made["id"]!.GetValue<long>());
            }
        }
        catch (HttpRequestException)
        {
            // The program was killed.
        }
    }

    private static async Task<List<(string Email, long Id)>> AllAsync(Uri contacts)
    {
        using var http = Http();
        var all = new List<(string, long)>();
        for (var after = 0L; ; )
        {
            var page = JsonNode.Parse(await http.GetStringAsync(new Uri($"{contacts}?after={after}")))!.AsArray();
            if (page.Count == 0)
            {
                return all;
            }

            all.AddRange(page.Select(one => (one!["email_address"]!.GetValue<string>(), one["id"]!.GetValue<long>())));
            after = all[^1].Item2;
        }
    }

    private static async Task<Uri> ContactsOfAsync(Process program)
    {
        var line = await program.StandardOutput.ReadLineAsync();
        Assert.That(line, Is.Not.Null, "the program did not start");
        var started = JsonNode.Parse(line!)!;
        return new Uri(new Uri(started["url"]!.GetValue<string>()), $"/api/v2/workspaces/{started["workspace_id"]}/contacts");
    }

    private static HttpClient Http()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }

    private static Process Start(string folder) =>
        ProgramTests.Start(
            "--urls",
            "http://127.0.0.1:0",
            "--token",
            Token,
            "--snapshot",
            Path.Combine(folder, "state.json"),
            "--record",
            Path.Combine(folder, Traffic)
        );
}
