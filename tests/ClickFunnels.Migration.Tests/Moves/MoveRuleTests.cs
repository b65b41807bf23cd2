using ClickFunnels.Emulator;
using ClickFunnels.Workflows;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>Tests the rules of a move one by one: what is refused, what is asked, and what is kept.</summary>
public sealed class MoveRuleTests
{
    private static readonly ShopProduct Door = new()
    {
        Key = "door",
        Title = "Door",
        Path = "door",
        Type = "physical",
        Prices = [new ShopPrice { Amount = 10, Currency = "USD" }],
    };

    private static readonly ShopContact Jane = new()
    {
        Key = "jane",
        Email = "jane@example.com",
        FirstName = "Jane",
        LastName = "Doe",
        Tags = ["new"],
        Attributes = new Dictionary<string, string> { ["city"] = "Boise" },
        Subscribed = true,
    };

    [Test]
    public async Task A_product_that_the_workspace_has_from_elsewhere_is_rejected_or_created_beside_it([Values] ExistingRecord rule)
    {
        await using var move = await Move.StartAsync(new ListSource { Products = { Door } });
        move.Rules = new MigrationRules { Products = new ProductRules { Existing = rule } };
        await move.Client.Products.CreateAsync(new ProductCreate { Name = "Another door", CurrentPath = "door" });

        var report = await move.Migration.PlanAsync();

        Assert.That(
            report.Rejected.Select(record => record.Field),
            rule == ExistingRecord.Reject ? Is.EqualTo(new[] { "path" }) : Is.Empty
        );
    }

    [Test]
    public async Task A_product_that_another_folder_moved_is_recognized_by_the_keys_of_its_prices()
    {
        var source = new ListSource { Products = { Door } };
        await using var move = await Move.StartAsync(source);
        await move.Migration.ApplyAsync();
        var moved = (await move.Client.Products.ListAsync().ToListAsync()).Single();
        await move.Client.Products.UpdateAsync(moved.Id, new ProductUpdate { Name = "Renamed", CurrentPath = "renamed" });

        using var folder = new TemporaryFolder();
        var rules = new MigrationRules { Products = new ProductRules { Existing = ExistingRecord.Create } };
        var report = await new ShopMigration(source, move.Client, folder.Path, rules).ApplyAsync();

        Assert.That(report.Rejected.Single().Reason, Does.Contain("was moved before"));
        Assert.That((await move.CountAsync()).Products, Is.EqualTo(1));
    }

    [Test]
    public async Task Prices_in_another_currency_than_those_of_the_workspace_are_a_question()
    {
        var options = new ClickFunnelsEmulatorOptions { Settings = { Currency = "EUR" } };
        await using var move = await Move.StartAsync(new ListSource { Products = { Door } }, options: options);
        await new ProductWorkflow(move.Client).ApplyAsync(new ProductPlan { Name = "Theirs", Prices = { PricePlan.OneTime(5, "EUR") } });

        var question = (await move.Migration.PlanAsync()).Questions.Single();

        Assert.That((question.Rule, question.Choices), Is.EqualTo(("currency", new[] { "EUR" })));
        Assert.That(() => move.Migration.ApplyAsync(), Throws.TypeOf<MigrationException>());
        Assert.That((await move.CountAsync()).Products, Is.EqualTo(1));
    }

    [Test]
    public async Task The_first_price_shows_the_currency_of_the_workspace_and_the_run_ends_if_it_is_another_one()
    {
        var second = Door with { Key = "window", Title = "Window", Path = "window" };
        await using var move = await Move.StartAsync(new ListSource { Products = { Door, second } });

        // Like a service that ignores the currency of a price.
        move.Server.Faults.Add(
            "listProductsPrices",
            Fault.Response(200, """[{"id":1,"variant_id":1,"amount":"10.00","currency":"eur","key":"x"}]""")
        );

        Assert.That(
            () => move.Migration.ApplyAsync(),
            Throws.TypeOf<MigrationException>().With.Message.Contains("charges in EUR, but the prices of the shop are in USD")
        );
        Assert.That((await move.CountAsync()).Products, Is.EqualTo(1));
    }

    [TestCase(ExistingContact.FillEmpty, "Kept", "Doe")]
    [TestCase(ExistingContact.Overwrite, "Jane", "Doe")]
    [TestCase(ExistingContact.Keep, "Kept", null)]
    public async Task A_contact_that_exists_keeps_what_it_has(ExistingContact rule, string firstName, string? lastName)
    {
        await using var move = await Move.StartAsync(new ListSource { Contacts = { Jane } });
        move.Rules = new MigrationRules { Contacts = new ContactRules { Existing = rule } };
        var tag = await move.Client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "old" });
        var existing = new ContactCreate
        {
            EmailAddress = "JANE@example.com",
            FirstName = "Kept",
            TagIds = [tag.Id],
            CustomAttributes = new Dictionary<string, string?> { ["shoe_size"] = "42" },
        };
        await move.Client.Contacts.CreateAsync(existing);

        var report = await move.Migration.ApplyAsync();
        var contact = (await move.Client.Contacts.ListAsync().ToListAsync()).Single();

        Assert.That((contact.FirstName, contact.LastName), Is.EqualTo((firstName, lastName)));
        Assert.That(contact.Tags!.Select(one => one.Name), Is.EquivalentTo(new[] { "old", "new" }));
        Assert.That(contact.CustomAttributes!["shoe_size"], Is.EqualTo("42"));
        Assert.That((await move.Migration.ReconcileAsync()).Differences, Is.Empty);
        Assert.That(report.Counts.Single(counts => counts.Kind == ShopRecordKind.Contact).Existing, Is.EqualTo(1));
        await move.Migration.UndoAsync();
        Assert.That((await move.CountAsync()).Contacts, Is.EqualTo(1), "It was there before.");
    }

    [Test]
    public async Task The_run_fails_before_other_contacts_are_sent_when_an_opt_out_cannot_be_carried()
    {
        var optedOut = Jane with { Subscribed = false };
        var other = Jane with { Key = "other", Email = "other@example.com" };
        await using var move = await Move.StartAsync(new ListSource { Contacts = { other, optedOut } });
        move.Server.Faults.Add("createContactsUnsubscribeActions", Fault.Error(422, "Not possible"), times: 3);

        Assert.That(
            () => move.Migration.ApplyAsync(),
            Throws.TypeOf<MigrationException>().With.Message.Contains("still subscribed in ClickFunnels")
        );
        Assert.That(
            (await move.Client.Contacts.ListAsync().ToListAsync()).Select(contact => contact.EmailAddress),
            Is.EqualTo(new[] { "jane@example.com" })
        );

        await move.Migration.ApplyAsync();
        Assert.That((await move.Migration.ReconcileAsync()).Differences, Is.Empty);
    }

    [Test]
    public async Task A_rejected_record_is_corrected_and_run_again()
    {
        var source = new ListSource
        {
            Products = { Door with { Options = [new ShopOption("Size")], Variants = [new ShopVariant()] } },
            Coupons =
            {
                new ShopCoupon
                {
                    Key = "ten",
                    Code = "TEN",
                    Type = "percent",
                    Value = 10,
                    ProductKeys = ["door"],
                },
            },
        };
        await using var move = await Move.StartAsync(source);
        var first = await move.Migration.ApplyAsync();
        Assert.That(first.Rejected.Select(record => record.Key), Is.EqualTo(new[] { "door", "ten" }));
        var rejected = await File.ReadAllTextAsync(Path.Combine(move.Folder, "rejected", "products.jsonl"));
        Assert.That(rejected, Does.Contain("\"_field\":\"variants[0].values\""));

        var corrections = Directory.CreateDirectory(Path.Combine(move.Folder, "corrections"));
        await File.WriteAllTextAsync(
            Path.Combine(corrections.FullName, "products.jsonl"),
            rejected.Replace("\"variants\":[{}]", "\"variants\":[{\"values\":[\"S\"]}]", StringComparison.Ordinal)
        );
        var second = await move.Migration.ApplyAsync();

        Assert.That(second.Rejected, Is.Empty);
        Assert.That((await move.Migration.ReconcileAsync()).Differences, Is.Empty);
        Assert.That(await move.CountAsync(), Is.EqualTo(new RecordTotals(Products: 1, Discounts: 1)));
    }

    [Test]
    public async Task A_comparison_shows_what_was_changed_and_changes_nothing()
    {
        await using var move = await Move.StartAsync(new ListSource { Products = { Door }, Contacts = { Jane } });
        await move.Migration.ApplyAsync();
        var product = (await move.Client.Products.ListAsync().ToListAsync()).Single();
        await move.Client.Products.UpdateAsync(product.Id, new ProductUpdate { Name = "Gate" });
        var contact = (await move.Client.Contacts.ListAsync().ToListAsync()).Single();
        await move.Client.Contacts.UpdateAsync(contact.Id, new ContactUpdate { FirstName = "Janet" });

        var differences = (await move.Migration.ReconcileAsync()).Differences;

        Assert.That(
            differences,
            Is.EqualTo(
                new[]
                {
                    new FieldDifference(ShopRecordKind.Product, "door", "title", "Door", "Gate"),
                    new FieldDifference(ShopRecordKind.Contact, "jane", "fields", null, null),
                }
            )
        );

        move.Rules = new MigrationRules
        {
            Products = new ProductRules { Types = new Dictionary<string, string> { ["physical"] = "digital" } },
        };
        var before = move.Server.Requests.Count(request => request.Method != "GET");
        Assert.That(
            (await move.Migration.ReconcileAsync()).Differences.Select(difference => difference.Field),
            Is.EqualTo(new[] { "plan", "fields" })
        );
        Assert.That(move.Server.Requests.Count(request => request.Method != "GET"), Is.EqualTo(before));
    }

    [Test]
    public async Task A_comparison_that_could_not_read_a_record_is_not_clean()
    {
        await using var move = await Move.StartAsync(new ListSource { Products = { Door }, Contacts = { Jane } });
        await move.Migration.ApplyAsync();
        move.Server.Faults.Add("getProducts", Fault.BadGateway(), times: 10);

        var report = await move.Migration.ReconcileAsync();

        Assert.That((report.IsClean, report.Differences.Count), Is.EqualTo((false, 0)));
        Assert.That(report.Unfinished.Single().Key, Is.EqualTo("door"));
        Assert.That(report.ToText(), Does.Contain("Unfinished records: 1.").And.Contain("Records that are not finished (1)"));
        Assert.That(report.ToHtml(), Does.Contain("Records that are not finished"));
        move.Server.Faults.Clear();

        // Like a record that somebody deleted.
        move.Server.Faults.Add("getProducts", Fault.Error(404, "Not found"));
        Assert.That(
            (await move.Migration.ReconcileAsync()).Differences,
            Is.EqualTo(new[] { new FieldDifference(ShopRecordKind.Product, "door", "record", null, null) })
        );
    }

    [Test]
    public async Task The_folder_of_another_migration_and_a_damaged_journal_are_refused()
    {
        await using var move = await Move.StartAsync(new ListSource { Contacts = { Jane } });
        await move.Migration.ApplyAsync();
        using var files = new TemporaryFolder();
        await File.WriteAllTextAsync(files.File("contacts.jsonl"), "");

        Assert.That(
            () => new ShopMigration(new FileSource(files.Path, "files:other"), move.Client, move.Folder).PlanAsync(),
            Throws.TypeOf<MigrationException>().With.Message.Contains("belongs to a migration from list:shop")
        );

        var journal = Path.Combine(move.Folder, "journal.jsonl");
        var bytes = await File.ReadAllBytesAsync(journal);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes);
        Assert.That(() => move.Migration.ApplyAsync(), Throws.TypeOf<MigrationException>().With.Message.Contains("is damaged"));
    }

    [Test]
    public async Task A_line_of_the_journal_that_a_crash_cut_off_is_dropped([Values(1, 20)] int bytes)
    {
        await using var move = await Move.StartAsync(new ListSource { Contacts = { Jane } });
        await move.Migration.ApplyAsync();
        await using (var journal = File.Open(Path.Combine(move.Folder, "journal.jsonl"), FileMode.Open))
        {
            journal.SetLength(journal.Length - bytes);
        }

        await move.Migration.ApplyAsync();

        Assert.That((await move.Migration.ReconcileAsync()).Differences, Is.Empty);
        Assert.That((await move.CountAsync()).Contacts, Is.EqualTo(1));
    }

    [Test]
    public async Task Two_runs_do_not_use_one_folder_at_the_same_time()
    {
        await using var move = await Move.StartAsync(new ListSource { Contacts = { Jane } });
        move.Server.Faults.Add("upsertContacts", Fault.Delay(TimeSpan.FromSeconds(1)));
        var started = new TaskCompletionSource();
        var first = move.Migration.ApplyAsync(new Signal(started));
        await started.Task;

        Assert.That(() => move.Migration.PlanAsync(), Throws.TypeOf<MigrationException>().With.Message.Contains("cannot be opened"));
        await first;
    }

    private sealed class Signal(TaskCompletionSource started) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => started.TrySetResult();
    }
}
