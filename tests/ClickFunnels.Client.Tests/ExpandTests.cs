using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary><c>expand[]</c> is repeated for each part, on lists, single records and writes.</summary>
public sealed class ExpandTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task A_part_is_asked_for_on_a_list()
    {
        await _service.Respond(200, "[]").Client().Contacts.ListAsync(new() { Expand = [ContactExpand.EmailEngagement] }).ToListAsync();

        Assert.That(_service.Only.Query, Is.EqualTo("?expand%5B%5D=email_engagement"));
    }

    [Test]
    public async Task Several_parts_repeat_the_parameter()
    {
        await _service
            .Respond(200, """{"id":1}""")
            .Client()
            .Contacts.GetAsync(1, new() { Expand = [ContactExpand.EmailEngagement, new("new & part")] });

        Assert.That(_service.Only.Query, Is.EqualTo("?expand%5B%5D=email_engagement&expand%5B%5D=new%20%26%20part"));
    }

    [Test]
    public async Task A_write_can_ask_for_a_part()
    {
        await _service
            .Respond(200, """{"id":1}""")
            .Client()
            .Contacts.UpdateAsync(1, new() { FirstName = "A" }, new() { Expand = [ContactExpand.EmailEngagement] });

        Assert.That(_service.Only.Query, Is.EqualTo("?expand%5B%5D=email_engagement"));
    }

    [Test]
    public async Task Nothing_and_a_value_without_text_ask_for_nothing()
    {
        var client = _service.Respond(200, """{"id":1}""").Respond(200, """{"id":1}""").Client();
        await client.Contacts.GetAsync(1, new() { Expand = [] });
        await client.Contacts.GetAsync(1, new() { Expand = [default] });

        Assert.That(_service.Sent.Select(static request => request.Query), Is.All.Empty);
    }

    [Test]
    public async Task A_part_that_was_not_asked_for_is_absent_and_one_that_was_is_there()
    {
        var client = _service
            .Respond(200, """{"id":1}""")
            .Respond(200, """{"id":1,"email_engagement":{"last_email_sent_at":"2025-01-01T00:00:00.000Z"}}""")
            .Client();
        var without = await client.Contacts.GetAsync(1);
        var with = await client.Contacts.GetAsync(1, new() { Expand = [ContactExpand.EmailEngagement] });

        Assert.That(
            (without.EmailEngagement, with.EmailEngagement?.LastEmailSentAt?.Year),
            Is.EqualTo(((ContactEmailEngagement?)null, 2025))
        );
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
