using System.Text.Json.Nodes;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>The command <c>products apply</c>, against the emulator.</summary>
public sealed class ProductApplyStories
{
    private const string Plan = """
        # A shirt of two sizes
        name: Shirt
        properties: { Size: [S, M] }
        all_variants:
          product_type: physical
          weight: 0.40
        prices:
          - &price { amount: 29.00, currency: USD }
        variants:
          - values: { Size: S }
            prices: [*price, { amount: 10, currency: USD, payment_type: payment_plan, interval: months, duration: 3 }]
        """;

    [Test]
    public async Task A_plan_is_shown_and_then_put_on_sale()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        var plan = Path.Combine(cli.Folder, "shirt.yaml");
        await File.WriteAllTextAsync(plan, Plan);

        var shown = (await cli.RunAsync($"products apply '{plan}' --dry-run")).Succeeds().Json.AsArray();
        var before = emulator.Requests.Select(request => request.Method).ToList();
        (await cli.RunAsync($"products apply '{plan}'")).Fails(4, "--yes");
        var applied = (await cli.RunAsync($"products apply '{plan}' --yes")).Succeeds().Json;
        var again = (await cli.RunAsync($"products apply '{plan}' --yes")).Succeeds();

        var variant = (await cli.RunAsync($"products variants get {applied["variants"]![0]!["id"]}")).Succeeds().Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.All.EqualTo("GET"));
            Assert.That(shown.Select(step => (string)step!["state"]!), Is.All.EqualTo("new"));
            var requests = shown.SelectMany(step => step!["requests"]!.AsArray()).ToList();
            Assert.That(requests.Select(request => (string)request!["operation"]!), Has.Exactly(3).EqualTo("createProductsPrices"));
            Assert.That(requests.Select(request => request!["body"]?["products_price"]?["amount"]?.ToString()), Does.Contain("29.00"));
            Assert.That(applied["variants"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(applied["variants"]![0]!["price_ids"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(decimal.Parse((string)variant["weight"]!, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(0.4m));
            Assert.That(again.Json["product_id"]!.GetValue<long>(), Is.EqualTo(applied["product_id"]!.GetValue<long>()));
            Assert.That(again.Error, Does.Contain("continues with the journal"));
        }
    }

    [Test]
    public async Task The_difference_shows_what_was_changed()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        var plan = Path.Combine(cli.Folder, "shirt.yaml");
        await File.WriteAllTextAsync(plan, Plan);
        var applied = (await cli.RunAsync($"products apply '{plan}' --yes")).Succeeds().Json;
        var same = (await cli.RunAsync($"products apply '{plan}' --dry-run")).Succeeds().Json.AsArray();
        (await cli.RunAsync($"products prices update {applied["variants"]![0]!["price_ids"]![0]} --set amount=35")).Succeeds();
        await File.WriteAllTextAsync(plan, Plan.Replace("name: Shirt", "name: Tee", StringComparison.Ordinal));

        var sent = emulator.Requests.Count;
        var changed = await cli.RunAsync($"products apply '{plan}' --dry-run");
        var table = (await cli.RunAsync($"products apply '{plan}' --dry-run -o table")).Succeeds();
        var methods = emulator.Requests.Skip(sent).Select(request => request.Method);
        File.Delete(Path.Combine(cli.Folder, "shirt.journal.json"));
        await File.WriteAllTextAsync(plan, Plan);
        var lost = await cli.RunAsync($"products apply '{plan}' --dry-run");

        var differences = changed.Succeeds().Json.AsArray().Where(step => (string)step!["state"]! == "differs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(same.Select(step => (string)step!["state"]!), Is.All.EqualTo("done"));
            Assert.That(same.SelectMany(step => step!["requests"]!.AsArray()), Is.Empty);
            Assert.That(
                differences.Select(step => $"{step!["step"]} {step["field"]} {step["planned"]} {step["present"]}"),
                Is.EqualTo(new[] { "product name Tee Shirt", "variants[Size=S].prices[0] amount 29.00 35.00" })
            );
            Assert.That(changed.Error, Does.Contain("--amended"));
            Assert.That(table.Output, Does.Match(@"product +differs +name +Tee +Shirt +resumed"));
            Assert.That(methods, Is.All.EqualTo("GET"));
            Assert.That(lost.Succeeds().Error, Does.Contain("The product exists already").And.Contain("creates another one"));
        }
    }

    [Test]
    public async Task A_run_that_was_stopped_is_continued_without_a_second_record()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        var plan = Path.Combine(cli.Folder, "shirt.yaml");
        await File.WriteAllTextAsync(plan, Plan);

        var stopped = await StoppedRun.AtAsync(cli, emulator, "createProductsPrices", 1, $"products apply '{plan}' --yes");
        var continued = (await cli.RunAsync($"products apply '{plan}' --yes")).Succeeds().Json;

        using (Assert.EnterMultipleScope())
        {
            stopped.Fails(130, "Run the same command again to continue.");
            Assert.That(Outcomes(continued), Does.Contain("resumed").And.Contain("created"));
            Assert.That(Count(emulator, "createProducts"), Is.EqualTo(1));
            Assert.That(Count(emulator, "createProductsVariants"), Is.EqualTo(2));
            Assert.That((await cli.RunAsync("products list --all")).Succeeds().Json.AsArray(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_plan_that_the_workspace_refuses_is_corrected_and_continued()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(emulator);
        var plan = Path.Combine(cli.Folder, "mug.json");
        await File.WriteAllTextAsync(plan, """{"name": "Mug", "prices": [{"amount": 5, "currency": "USD"}]}""");
        emulator.Faults.Add("createProductsPrices", Fault.Error(422, "Amount is too small"));

        var refused = await cli.RunAsync($"products apply '{plan}' --yes");
        await File.WriteAllTextAsync(plan, """{"name": "Mug", "prices": [{"amount": 6, "currency": "USD"}]}""");
        var other = await cli.RunAsync($"products apply '{plan}' --yes");
        var amended = await cli.RunAsync($"products apply '{plan}' --yes --amended");

        using (Assert.EnterMultipleScope())
        {
            refused.Fails(13, "--amended");
            other.Fails(3, "plan");
            amended.Succeeds();
            Assert.That(Count(emulator, "createProducts"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_user_at_a_terminal_sees_the_difference_and_is_asked()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { IsTerminal = true };
        cli.Use(emulator);
        var plan = Path.Combine(cli.Folder, "shirt.yaml");
        await File.WriteAllTextAsync(plan, Plan);

        cli.Input = "n\n";
        var refused = await cli.RunAsync($"products apply '{plan}' -o json");
        var before = emulator.Requests.Select(request => request.Method).ToList();
        cli.Input = "y\n";
        var applied = await cli.RunAsync($"products apply '{plan}' -o json");

        using (Assert.EnterMultipleScope())
        {
            refused.Fails(4, "variants[Size=S].prices[0]  new");
            Assert.That(before, Is.All.EqualTo("GET"));
            Assert.That(applied.Succeeds().Json["product_id"], Is.Not.Null);
            Assert.That(applied.Error, Does.Contain("Apply the plan of Shirt: create 6 records, update 0?"));
        }
    }

    [TestCase("name: A\nname: B", "line 2, column 1: the name name appears twice")]
    [TestCase("name: [A", "is not valid YAML")]
    [TestCase("name: {A: [}", "is not valid YAML")]
    [TestCase("name: A\n---\nname: B", "line 2, column 1: the text has a second document")]
    [TestCase("name: !!str A", "line 1, column 7: tags")]
    [TestCase("a: &a [*a]", "line 1, column 8: the alias *a")]
    [TestCase(
        "name: A\nprices:\n  - amount: x\n",
        "$.prices[0].amount: is not a number such as 29.00. Change its value. (line 3, column 13)"
    )]
    [TestCase("name: A\nproperties: {}\ncolour: 1\n", "$.colour: is not a field of the plan")]
    [TestCase("name: A\n", "Prices")]
    [TestCase("", "is empty")]
    public async Task A_wrong_plan_is_refused_with_its_place(string text, string message)
    {
        using var cli = new Cli { Input = text };
        cli.Variables["CLICKFUNNELS_API_KEY"] = "secret";
        cli.Variables["CLICKFUNNELS_WORKSPACE"] = "1";
        (await cli.RunAsync("products apply - --dry-run")).Fails(3, message);
    }

    [Test]
    public async Task Aliases_cannot_make_a_plan_endless()
    {
        using var cli = new Cli();
        var lines = Enumerable
            .Range(0, 12)
            .Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat(level == 0 ? "x" : $"*a{level - 1}", 10))}]");
        cli.Input = string.Join('\n', lines);
        (await cli.RunAsync("products apply - --dry-run")).Fails(3, "more than 100000 values");
    }

    private static IEnumerable<string> Outcomes(JsonNode result) => result["steps"]!.AsArray().Select(step => (string)step!["outcome"]!);

    private static int Count(ClickFunnelsEmulator emulator, string operation) =>
        emulator.Requests.Count(request => request.OperationId == operation && request.Status is >= 200 and < 300);
}
