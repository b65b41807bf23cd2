using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>The program with seed files.</summary>
public sealed class SeedProgramTests
{
    [Test]
    public async Task It_seeds_each_api_and_exports_what_it_saved()
    {
        using var folder = new TemporaryFolder();
        var (mine, others, wrong) = (folder.File("mine.yaml"), folder.File("others.yaml"), folder.File("wrong.yaml"));
        await File.WriteAllTextAsync(mine, "api: clickfunnels\nrecords: {Contact: {ada: {email_address: ada@example.com}}}");
        await File.WriteAllTextAsync(others, "api: simvoly\nrecords: {Contact: {bea: {email: bea@example.com}}}");
        await File.WriteAllTextAsync(wrong, "api: simvoly\nrecords: {Contact: {bea: {emial: bea@example.com}}}");
        var state = folder.File("state.json");

        using (
            var program = ProgramTests.Start([
                "--api",
                "clickfunnels",
                "--api",
                "simvoly",
                "--urls",
                "http://127.0.0.1:0",
                "--demo",
                "--id-seed",
                "9",
                "--seed",
                mine,
                "--seed",
                others,
                "--snapshot",
                state,
            ])
        )
        {
            try
            {
                var line = JsonNode.Parse((await program.StandardOutput.ReadLineAsync())!)!;
                Assert.That(line.AsObject().Select(pair => pair.Key), Does.Not.Contain("seeded"));
                Assert.That(await program.StandardOutput.ReadLineAsync(), Does.Contain("simvoly"));
                using var http = new HttpClient { BaseAddress = new Uri(line["url"]!.ToString()) };
                http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line["access_token"]!.ToString());
                var contacts = await http.GetStringAsync(
                    new Uri($"/api/v2/workspaces/{line["workspace_id"]}/contacts?sort_order=desc", UriKind.Relative)
                );
                Assert.That(contacts, Does.Contain("ada@example.com").And.Contain("reader20@example.com"));
            }
            finally
            {
                program.Kill();
                await program.WaitForExitAsync();
            }
        }

        // Killed, so that the log has to be read as well.
        var simvoly = folder.File("state.simvoly.json");
        Assert.That(await RunAsync("export-seed", "--snapshot", simvoly, "-o", folder.File("out.yaml")), Is.EqualTo((0, "", "")));
        Assert.That(await File.ReadAllTextAsync(folder.File("out.yaml")), Does.Contain("email: bea@example.com"));
        var (code, output, _) = await RunAsync("export-seed", "--snapshot", folder.File("state.clickfunnels.json"));
        Assert.That((code, output), Is.EqualTo((0, output)));
        Assert.That(output, Does.StartWith("api: clickfunnels\n").And.Contain("ada@example.com"));

        Assert.That((await RunAsync("export-seed", "--snapshot", mine)).Code, Is.EqualTo(1));
        Assert.That((await RunAsync("export-seed", "--snapshot", folder.File("none.json"))).Code, Is.EqualTo(1));
        Assert.That((await RunAsync("export-seed")).Code, Is.EqualTo(2));
        Assert.That(
            await RunAsync("--api", "simvoly", "--urls", "http://127.0.0.1:0", "--seed", wrong),
            Is.EqualTo((1, "", $"{wrong}(2,27): Contact has no field \"emial\". Did you mean \"email\"?\n"))
        );
        Assert.That(
            await RunAsync("--urls", "http://127.0.0.1:0", "--seed", others),
            Is.EqualTo((1, "", $"{others}(1,6): The file is for the API \"simvoly\", and this emulator serves \"clickfunnels\".\n"))
        );
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var program = ProgramTests.Start(arguments);
        var error = program.StandardError.ReadToEndAsync();
        var output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, output, await error);
    }
}
