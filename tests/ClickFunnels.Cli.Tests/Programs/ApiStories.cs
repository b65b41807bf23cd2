using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Programs;

/// <summary>The command <c>api</c>.</summary>
public sealed class ApiStories
{
    [Test]
    public async Task A_contact_is_created_read_changed_and_deleted_by_its_routes()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = """{"contact":{"email_address":"ada@example.com","custom_attributes":{"a":"1"}}}""" };
        cli.Use(emulator);

        var created = (await cli.RunAsync("api POST workspaces/{workspace_id}/contacts --input - --set contact.first_name=Ada")).Succeeds();
        var id = created.Json["id"]!.GetValue<long>();
        var read = (await cli.RunAsync($"api get /contacts/{id} --include")).Succeeds();
        var changed = (await cli.RunAsync($"api PUT contacts/{id} --set contact.first_name=null")).Succeeds().Json;
        (await cli.RunAsync($"api DELETE contacts/{id}")).Fails(4, "--yes");
        (await cli.RunAsync($"api DELETE contacts/{id} --yes")).Succeeds();
        (await cli.RunAsync("api GET contacts/999999 --error-format json")).Fails(12, "getContacts");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Json["first_name"]!.GetValue<string>(), Is.EqualTo("Ada"));
            Assert.That(read.Error, Does.Contain("HTTP 200").And.Contain("Content-Type: application/json"));
            Assert.That(changed["first_name"], Is.Null);
        }
    }

    [Test]
    public async Task A_list_is_read_page_by_page_and_filtered_by_its_query()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });
        using var cli = new Cli();
        cli.Use(emulator);

        var all = (await cli.RunAsync("api GET workspaces/{workspace_id}/contacts --all")).Succeeds().Json.AsArray();
        var page = (await cli.RunAsync($"api GET workspaces/{emulator.WorkspaceId}/contacts")).Succeeds();
        var email = all[7]!["email_address"]!.GetValue<string>();
        var found = (
            await cli.RunAsync($"api GET workspaces/{{workspace_id}}/contacts --query 'filter[email_address]={email}'")
        ).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(all, Has.Count.EqualTo(45));
            Assert.That(page.Json.AsArray(), Has.Count.EqualTo(20));
            Assert.That(page.Error, Does.Contain("--all"));
            Assert.That(found.Json.AsArray(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_dry_run_shows_the_request_without_an_envelope_and_sends_nothing()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);

        var dry = (await cli.RunAsync("api DELETE things/42/parts --query a=b --header X-A:1 --set x=1.50 --dry-run")).Succeeds().Json;
        var known = (await cli.RunAsync("api POST workspaces/7/contacts --set a=b --dry-run")).Succeeds().Json;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dry["method"]!.GetValue<string>(), Is.EqualTo("DELETE"));
            Assert.That(dry["url"]!.GetValue<string>(), Does.EndWith("/things/42/parts?a=b"));
            Assert.That(dry["body"]!["x"]!.ToJsonString(), Is.EqualTo("1.50"));
            Assert.That(known["url"]!.GetValue<string>(), Does.EndWith("/workspaces/7/contacts"));
            Assert.That(known["body"]!.ToJsonString(), Is.EqualTo("{\"a\":\"b\"}"));
            Assert.That(emulator.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task Several_fields_of_the_same_object_are_all_sent()
    {
        using var cli = new Cli
        {
            Variables = { ["CLICKFUNNELS_API_KEY"] = "token", ["CLICKFUNNELS_BASE_URL"] = "http://127.0.0.1:9" },
            Input = """{"a":{"b":{"c":1}},"l":[{"x":1}]}""",
        };

        var sets = "--set a.b.d=2 --set a.e=3 --set l[0].y=2 --set l[0].z=3 --set n.a=1 --set n.b=2";
        var dry = (await cli.RunAsync($"api POST things --input - {sets} --dry-run")).Succeeds().Json;

        Assert.That(
            dry["body"]!.ToJsonString(),
            Is.EqualTo("""{"a":{"b":{"c":1,"d":2},"e":3},"l":[{"x":1,"y":2,"z":3}],"n":{"a":1,"b":2}}""")
        );
    }

    [TestCase("api FETCH contacts", "METHOD")]
    [TestCase("api GET contacts?a=b", "--query")]
    [TestCase("api GET https://example.com/", "below the address")]
    [TestCase("api GET ../secrets", "below the address")]
    [TestCase("api GET contacts/{id}", "{id}")]
    [TestCase("api GET contacts/42 --all", "--all")]
    [TestCase("api GET contacts/42 --query ab", "--query")]
    [TestCase("api GET contacts/42 --header Authorization:secret-MARKER", "Authorization")]
    public async Task Wrong_arguments_have_messages(string line, string message)
    {
        using var cli = new Cli { Variables = { ["CLICKFUNNELS_API_KEY"] = "token", ["CLICKFUNNELS_BASE_URL"] = "http://127.0.0.1:9" } };
        var result = (await cli.RunAsync(line)).Fails(2, message);
        Assert.That(result.Error, Does.Not.Contain("MARKER"));
    }

    [Test]
    public async Task The_other_services_have_the_command_as_well()
    {
        await using var simvoly = await SimvolyEmulator.StartAsync();
        await using var elastic = await ElasticFunnelsEmulator.StartAsync();
        using var cli = new Cli
        {
            Variables =
            {
                ["SIMVOLY_API_KEY"] = simvoly.AccessToken,
                ["SIMVOLY_BASE_URL"] = simvoly.Url.AbsoluteUri,
                ["ELASTICFUNNELS_ACCESS_KEY"] = elastic.AccessKey,
                ["ELASTICFUNNELS_BASE_URL"] = elastic.Url.AbsoluteUri,
            },
        };

        var members = (await cli.RunAsync("simvoly api GET members")).Succeeds();
        var brands = (await cli.RunAsync("elasticfunnels api GET brands/all")).Succeeds();
        Assert.That(members.Output + brands.Output, Is.Not.Empty);
    }
}
