using System.Globalization;
using ClickFunnels.Emulator;

namespace ClickFunnels.Sync.Tests;

public sealed class ContactImportTests
{
    private static readonly string[] People =
    [
        "Email address,First name,LAST_NAME,custom_attributes.Favorite color,Tags",
        "jane@example.com,Jane,Miller,blue,VIP; Newsletter",
        "john@example.com,\"John\nJ.\",\"O\"\"Hara, Jr.\",,",
    ];

    [Test]
    public async Task Rows_become_contacts_with_custom_attributes_and_tags()
    {
        await using var world = await ImportWorld.StartAsync();
        var options = new ImportOptions { CreateMissingTags = true, ResultPath = world.ResultPath };

        var result = await world.RunAsync(ImportWorld.Csv(People), options);

        var contacts = (await world.ContactsAsync()).ToDictionary(static contact => contact.EmailAddress!);
        Assert.That((result.IsComplete, result.Created, result.Rows), Is.EqualTo((true, 2, 2)));
        var jane = contacts["jane@example.com"];
        Assert.That((jane.FirstName, jane.LastName), Is.EqualTo(("Jane", "Miller")));
        Assert.That(jane.CustomAttributes!["favorite_color"], Is.EqualTo("blue"));
        Assert.That(jane.Tags!.Select(static tag => tag.Name), Is.EquivalentTo(["VIP", "Newsletter"]));
        var john = contacts["john@example.com"];
        Assert.That((john.FirstName, john.LastName), Is.EqualTo(("John\nJ.", "O\"Hara, Jr.")));
        Assert.That(
            ImportWorld.Results(world.ResultPath).Select(static cells => string.Join('|', cells[..3])),
            Is.EqualTo(["2|jane@example.com|created", "3|john@example.com|created"])
        );
    }

    [Test]
    public async Task A_second_import_updates_and_adds_no_tag_twice()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.RunAsync(ImportWorld.Csv(People), new ImportOptions { CreateMissingTags = true });
        var requests = world.Server.Requests.Count;

        var result = await world.RunAsync(ImportWorld.Csv(People));

        Assert.That((result.Updated, result.Created), Is.EqualTo((2, 0)));
        Assert.That(result.Requests, Is.EqualTo(3), "The tags are listed once.");
        Assert.That(world.Server.Requests, Has.Count.EqualTo(requests + 3));
        Assert.That(await world.ContactsAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Rows_with_the_same_new_tag_create_it_once()
    {
        await using var world = await ImportWorld.StartAsync();
        string[] rows = ["email_address,tags", .. Enumerable.Range(0, 60).Select(static index => $"c{index}@example.com,New")];

        var result = await world.RunAsync(ImportWorld.Csv(rows), new ImportOptions { CreateMissingTags = true });

        Assert.That((result.Created, result.Rejected), Is.EqualTo((60, 0)));
        Assert.That(world.Count("createContactsTags"), Is.EqualTo(1));
        Assert.That(world.Count("createContactsAppliedTags"), Is.EqualTo(60));
    }

    [Test]
    public async Task Tags_can_be_replaced_without_a_further_request()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.RunAsync(ImportWorld.Csv("email_address,tags", "a@example.com,Old"), new ImportOptions { CreateMissingTags = true });

        await world.RunAsync(
            ImportWorld.Csv("email_address,tags", "a@example.com,New;Newer"),
            new ImportOptions { CreateMissingTags = true, Tags = ImportedTags.Replace }
        );

        var contact = (await world.ContactsAsync()).Single();
        Assert.That(contact.Tags!.Select(static tag => tag.Name), Is.EquivalentTo(["New", "Newer"]));
        Assert.That(world.Count("createContactsAppliedTags"), Is.EqualTo(1), "The one of the first import.");
    }

    [Test]
    public async Task A_row_with_an_unknown_tag_is_rejected_unless_tags_are_created()
    {
        await using var world = await ImportWorld.StartAsync();

        var result = await world.RunAsync(ImportWorld.Csv("email_address,tags", "a@example.com,Nope", "b@example.com,"));

        Assert.That((result.Created, result.Rejected), Is.EqualTo((1, 1)));
        Assert.That(result.Rejections.Single().Field, Is.EqualTo("tags"));
        Assert.That(result.Rejections.Single().Reason, Does.Contain("CreateMissingTags").And.Not.Contain("Nope"));
        Assert.That((await world.ContactsAsync()).Single().EmailAddress, Is.EqualTo("b@example.com"));
    }

    [Test]
    public async Task A_row_that_the_service_refuses_does_not_stop_the_others_and_shows_no_data()
    {
        await using var world = await ImportWorld.StartAsync();
        world.Server.Faults.Add("upsertContacts", Fault.Error(422, "Phone number 555-SECRET is not a number of a-secret@example.com"));
        string[] rows = ["email_address,phone_number", "a-secret@example.com,555-SECRET", "b@example.com,1", "c@example.com,2"];
        var options = new ImportOptions { MaxParallelRows = 1, ResultPath = world.ResultPath };

        var result = await world.RunAsync(ImportWorld.Csv(rows), options);

        Assert.That((result.Created, result.Rejected, result.IsComplete), Is.EqualTo((2, 1, true)));
        var rejection = result.Rejections.Single();
        Assert.That((rejection.Line, rejection.Field), Is.EqualTo((2, "phone_number")));
        Assert.That(rejection.Reason, Does.Not.Contain("SECRET").IgnoreCase);
        Assert.That(File.ReadAllText(world.ResultPath), Does.Not.Contain("555"));
    }

    [Test]
    public async Task Rows_of_the_same_key_are_sent_in_their_order_so_that_the_later_one_wins()
    {
        await using var world = await ImportWorld.StartAsync();
        string[] rows =
        [
            "email_address,first_name",
            .. Enumerable.Range(0, 40).Select(static index => $"{(index % 2 == 0 ? "A" : "a")}@example.com,Name {index}"),
            "b@example.com,Other",
        ];

        var result = await world.RunAsync(ImportWorld.Csv(rows));

        Assert.That((result.Created, result.Updated), Is.EqualTo((2, 39)));
        var contacts = await world.ContactsAsync();
        Assert.That(contacts.Select(static contact => contact.FirstName), Is.EquivalentTo(["Name 39", "Other"]));
    }

    [Test]
    public async Task Duplicates_are_rejected_on_wish_and_name_the_first_row()
    {
        await using var world = await ImportWorld.StartAsync();

        var result = await world.RunAsync(
            ImportWorld.Csv("email_address,first_name", "a@example.com,1", "b@example.com,2", "A@Example.com,3"),
            new ImportOptions { DuplicateRows = DuplicateRows.Reject }
        );

        Assert.That((result.Created, result.Rejected), Is.EqualTo((2, 1)));
        Assert.That(result.Rejections.Single(), Is.EqualTo(new ImportRejection(4, "email_address", "is the key of row 2, too")));
    }

    [Test]
    public async Task Checking_first_sends_nothing_before_all_rows_are_checked()
    {
        await using var world = await ImportWorld.StartAsync();
        var source = ImportWorld.Csv("email_address,time_zone", "a@example.com,Berlin", "not an address,", "c@example.com,Europe/Berlin");

        var nothing = await world.RunAsync(source, new ImportOptions { RequireAllValid = true, ResultPath = world.ResultPath });

        Assert.That((nothing.IsComplete, nothing.Rejected, nothing.Created), Is.EqualTo((false, 2, 0)));
        Assert.That(nothing.Rejections.Select(static rejection => rejection.Field), Is.EqualTo(["email_address", "time_zone"]));
        Assert.That(world.Server.Requests, Is.Empty);
        Assert.That(ImportWorld.Results(world.ResultPath), Has.Count.EqualTo(2));

        var rest = await world.RunAsync(source, new ImportOptions { ValidateFirst = true, ResultPath = world.ResultPath });

        Assert.That((rest.IsComplete, rest.Rejected, rest.Created), Is.EqualTo((true, 2, 1)));
        Assert.That(ImportWorld.Results(world.ResultPath), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_import_stops_at_the_first_rejection_on_wish_and_goes_on_later()
    {
        await using var world = await ImportWorld.StartAsync();
        string[] rows = ["email_address", "bad", .. Enumerable.Range(0, 200).Select(static index => $"c{index}@example.com")];
        var options = new ImportOptions
        {
            StopAtFirstRejection = true,
            MaxParallelRows = 2,
            ResultPath = world.ResultPath,
        };

        var stopped = await world.RunAsync(ImportWorld.Csv(rows), options);
        var finished = await world.RunAsync(ImportWorld.Csv(rows), options);

        Assert.That((stopped.IsComplete, stopped.Rejected), Is.EqualTo((false, 1)));
        Assert.That(stopped.Created, Is.LessThan(10));
        Assert.That((finished.IsComplete, finished.Rejected, finished.Created), Is.EqualTo((true, 1, 200)));
        Assert.That(finished.Resumed, Is.EqualTo(stopped.Rows));
        Assert.That(world.Count("upsertContacts"), Is.EqualTo(200));
    }

    [Test]
    public async Task A_wrong_token_ends_the_import_and_no_row_has_an_outcome()
    {
        await using var world = await ImportWorld.StartAsync(configure: static options => options.AccessToken = "wrong");

        Assert.That(
            async () => await world.RunAsync(ImportWorld.Csv(People), new ImportOptions { ResultPath = world.ResultPath }),
            Throws.InstanceOf<ApiUnauthorizedException>()
        );
        Assert.That(ImportWorld.Results(world.ResultPath), Is.Empty);
    }

    [Test]
    public async Task An_outage_rejects_no_row_and_ends_the_import_after_some_time()
    {
        await using var world = await ImportWorld.StartAsync(configure: static options => options.MaxRetries = 0);
        var options = new ImportOptions
        {
            TimeProvider = new ManualTimeProvider { SkipsUpTo = TimeSpan.FromMinutes(1) },
            ResultPath = world.ResultPath,
            RepeatFor = TimeSpan.FromMinutes(3),
            MaxParallelRows = 1,
        };
        world.Server.Faults.Add("upsertContacts", Fault.Error(500, "Broken"), times: 1000);

        Assert.That(
            async () => await world.RunAsync(ImportWorld.Csv("email_address", "a@example.com"), options),
            Throws.TypeOf<SyncException>().With.Message.StartsWith("Row 2 was sent").And.InnerException.InstanceOf<ApiServerException>()
        );
        Assert.That(ImportWorld.Results(world.ResultPath), Is.Empty);

        world.Server.Faults.Clear();
        var result = await world.RunAsync(ImportWorld.Csv("email_address", "a@example.com"), options);
        Assert.That((result.Created, result.Rejected), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_dry_run_sends_nothing_and_masks_all_values()
    {
        await using var world = await ImportWorld.StartAsync();
        var import = new BulkImport(world.Client, ImportTarget.Contacts, ImportWorld.Csv([.. People, "bad,,,,", "JANE@example.com,,,,"]));

        var preview = await import.PreviewAsync(1);

        Assert.That((preview.Rows, preview.Valid, preview.Rejected, preview.Duplicates), Is.EqualTo((4, 3, 1, 1)));
        Assert.That(
            preview.Samples,
            Is.EqualTo([
                "{\"email_address\":\"xxxx@xxxxxxx.xxx\",\"first_name\":\"xxxx\",\"last_name\":\"xxxxxx\","
                    + "\"custom_attributes\":{\"Favorite color\":\"xxxx\"}}",
            ])
        );
        Assert.That(preview.Tags, Is.EqualTo(["Newsletter", "VIP"]));
        Assert.That(preview.Columns[0], Is.EqualTo(KeyValuePair.Create("Email address", "email_address")));
        Assert.That(world.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Progress_ends_with_all_rows_and_no_time_left()
    {
        await using var world = await ImportWorld.StartAsync();
        string[] rows = ["email_address", .. Enumerable.Range(0, 50).Select(static index => $"c{index}@example.com")];
        var reports = new List<SyncProgress>();

        await world.RunAsync(ImportWorld.Csv(rows), new ImportOptions { Progress = new Reports(reports), ValidateFirst = true });

        Assert.That(reports.Select(static report => report.Rows), Is.Ordered);
        Assert.That(reports[0].Remaining, Is.GreaterThan(TimeSpan.Zero));
        var last = reports[^1];
        Assert.That((last.Rows, last.Changes, last.Requests, last.Remaining), Is.EqualTo((50, 50, 50, TimeSpan.Zero)));
        Assert.That(last.Workspace, Is.EqualTo(world.Server.WorkspaceId));
    }

    [TestCase(ImportKeys.Plain, "jane@example.com")]
    [TestCase(ImportKeys.Hashed, "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d")]
    [TestCase(ImportKeys.Omitted, null)]
    public async Task The_result_file_has_the_key_its_hash_or_none(ImportKeys keys, string? expected)
    {
        await using var world = await ImportWorld.StartAsync();
        var path = world.File("result.jsonl");

        await world.RunAsync(ImportWorld.Csv("email_address", "Jane@example.com"), new ImportOptions { Keys = keys, ResultPath = path });

        var line = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!;
        Assert.That(line["key"]?.GetValue<string>().ToLower(CultureInfo.InvariantCulture), Is.EqualTo(expected));
        Assert.That(line["outcome"]!.GetValue<string>(), Is.EqualTo("created"));
    }

    private sealed class Reports(List<SyncProgress> reports) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value)
        {
            lock (reports)
            {
                reports.Add(value);
            }
        }
    }
}
