using System.Globalization;
using ClickFunnels.Emulator;

namespace ClickFunnels.Sync.Tests;

/// <summary>Records without an upsert: existing ones are looked up, and missing ones are created once.</summary>
public sealed class NaturalKeyImportTests
{
    // Tags that every workspace of the emulator has.
    private const int Seeded = 3;
    private static readonly ImportTarget Tags = ImportTarget.Find("contacts_tags");

    [Test]
    public void Every_natural_key_of_the_contract_is_a_field_of_requests_and_responses()
    {
        Assert.That(ImportTarget.All, Has.Count.GreaterThan(5));
        foreach (var target in ImportTarget.All)
        {
            Assert.That(target.Key, Is.SubsetOf(target.Fields), target.Name);
            Assert.That(target.IsUpsert || target.List is not null, Is.True, $"{target}: the records can be looked up.");
            var item =
                target.List?.Response?.Schema.Items?.Schema ?? target.List?.Response?.Schema.Properties.GetAt(0).Value.Schema.Items?.Schema;
            Assert.That(target.IsUpsert || target.Key.All(name => item!.Properties.ContainsKey(name)), Is.True, target.Name);
        }

        Assert.That(ImportTarget.All.Select(static target => target.Name), Is.Unique);
        Assert.That(
            () => ImportTarget.Find("orders"),
            Throws.ArgumentException.With.Message.Contains("'orders' cannot be imported").And.Message.Contains("contacts_tags")
        );
    }

    [Test]
    public async Task Existing_records_are_found_on_later_pages_and_only_missing_ones_are_created()
    {
        await using var world = await ImportWorld.StartAsync();
        string[] names = [.. Enumerable.Range(0, 50).Select(static index => $"Tag, {index}")];
        await world.RunAsync(Csv(names), target: Tags);

        var result = await world.RunAsync(Csv([.. names, "New"]), new ImportOptions { ResultPath = world.ResultPath }, Tags);

        Assert.That((result.Created, result.Unchanged, result.Updated), Is.EqualTo((1, 50, 0)));
        Assert.That(world.Count("createContactsTags"), Is.EqualTo(51));
        Assert.That(await world.Client.Contacts.Tags.ListAsync().ToListAsync(), Has.Count.EqualTo(Seeded + 51));
    }

    [Test]
    public async Task Records_that_differ_are_updated_unless_they_are_to_stay()
    {
        await using var world = await ImportWorld.StartAsync();
        await world.RunAsync(ImportWorld.Csv("name,color", "A,#111111", "B,#222222"), target: Tags);
        var changed = ImportWorld.Csv("name,color", "A,#111111", "B,#333333");

        var kept = await world.RunAsync(changed, new ImportOptions { UpdateExisting = false }, Tags);
        var updated = await world.RunAsync(changed, target: Tags);

        Assert.That((kept.Unchanged, kept.Updated), Is.EqualTo((2, 0)));
        Assert.That((updated.Unchanged, updated.Updated), Is.EqualTo((1, 1)));
        var tags = await world.Client.Contacts.Tags.ListAsync().ToListAsync();
        Assert.That(tags.Single(static tag => tag.Name == "B").Color, Is.EqualTo("#333333"));
    }

    [Test]
    public async Task A_post_whose_response_was_lost_is_looked_up_before_it_is_repeated(
        [Values("cut after", "cut before", "broken")] string fault
    )
    {
        await using var world = await ImportWorld.StartAsync(configure: static options => options.MaxRetries = 0);
        world.Server.Faults.Add(
            "createContactsTags",
            fault switch
            {
                "cut after" => Fault.CutAfter(),
                "cut before" => Fault.CutBefore(),
                _ => Fault.BrokenJson(),
            }
        );
        var clock = new ManualTimeProvider { SkipsUpTo = TimeSpan.FromMinutes(1) };

        var result = await world.RunAsync(Csv("A", "B,"), new ImportOptions { MaxParallelRows = 1, TimeProvider = clock }, Tags);

        Assert.That((result.Created, result.Unchanged, result.Rejected), Is.EqualTo((2, 0, 0)));
        Assert.That(world.Count("createContactsTags"), Is.EqualTo(fault == "cut before" ? 3 : 2));
        Assert.That(await world.Client.Contacts.Tags.ListAsync().ToListAsync(), Has.Count.EqualTo(Seeded + 2));
    }

    [Test]
    public async Task A_record_that_another_program_created_meanwhile_is_used()
    {
        await using var world = await ImportWorld.StartAsync();
        world.Server.Faults.Add("listContactsTags", Fault.Response(200, "[]"));
        await world.Client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "A" });

        var result = await world.RunAsync(Csv("A"), target: Tags);

        Assert.That((result.Unchanged, result.Created, result.Rejected), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task Records_of_parents_are_looked_up_in_the_list_of_their_parent()
    {
        await using var world = await ImportWorld.StartAsync(contacts: 2);
        var course = await world.Client.Courses.CreateAsync(new CourseCreate { Title = "Course" });
        var contacts = await world.ContactsAsync();
        string[] rows =
        [
            "course_id,contact_id",
            .. contacts.Select(contact => string.Create(CultureInfo.InvariantCulture, $"{course.Id},{contact.Id}")),
        ];

        var first = await world.RunAsync(ImportWorld.Csv(rows), target: ImportTarget.Find("courses_enrollments"));
        var second = await world.RunAsync(
            ImportWorld.Csv([.. rows, "999999,1", "a/b,1"]),
            target: ImportTarget.Find("courses_enrollments")
        );

        Assert.That((first.Created, first.Rejected), Is.EqualTo((2, 0)));
        Assert.That((second.Unchanged, second.Rejected), Is.EqualTo((2, 2)));
        Assert.That(second.Rejections[0].Reason, Does.StartWith("status 404"));
        Assert.That(second.Rejections[1], Is.EqualTo(new ImportRejection(5, "course_id", "is not the id of a record")));
    }

    private static ImportSource Csv(params string[] names) => ImportWorld.Csv(["name", .. names.Select(static name => $"\"{name}\"")]);
}
