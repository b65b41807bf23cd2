using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>An enumeration that was interrupted goes on from any cursor.</summary>
public sealed class ResumeTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task Pages_go_on_after_a_cursor()
    {
        _service.Page(21, 1, null);
        var pages = _service.Client().Contacts.ListAsync(new() { SortOrder = SortOrder.Asc }).AsPages("20");
        var ids = new List<long>();
        await foreach (var page in pages)
        {
            ids.AddRange(page.Items.Select(static contact => contact.Id));
        }

        Assert.That(ids, Is.EqualTo(new[] { 21 }));
        Assert.That(_service.Only.Query, Is.EqualTo("?sort_order=asc&after=20"));
    }

    [Test]
    public async Task Items_go_on_after_the_cursor_of_the_options()
    {
        await _service.Page(21, 1, null).Client().Contacts.ListAsync(new() { After = "20" }).ToListAsync();

        Assert.That(_service.Only.Query, Is.EqualTo("?after=20"));
    }

    [Test]
    public async Task The_cursor_of_AsPages_takes_precedence_over_the_options()
    {
        await foreach (var page in _service.Page(41, 1, null).Client().Contacts.ListAsync(new() { After = "20" }).AsPages("40"))
        {
            Assert.That(page.Items, Has.Count.EqualTo(1));
        }

        Assert.That(_service.Only.Query, Is.EqualTo("?after=40"));
    }

    [Test]
    public async Task An_interrupted_enumeration_continues_at_its_cursor()
    {
        _service.Page(1, 20, "20").Respond(404).Page(21, 20, "40").Page(41, 5, null);
        var list = _service.Client().Contacts.ListAsync();
        string? cursor = null;
        var ids = new List<long>();
        try
        {
            await ReadAsync(null);
        }
        catch (ApiNotFoundException)
        {
            await ReadAsync(cursor);
        }

        Assert.That(ids, Is.EqualTo(Enumerable.Range(1, 45)));
        return;

        async Task ReadAsync(string? after)
        {
            await foreach (var page in list.AsPages(after))
            {
                ids.AddRange(page.Items.Select(static contact => contact.Id));
                cursor = page.NextCursor;
            }
        }
    }

    [Test]
    public async Task An_enumeration_resumed_after_the_end_is_empty()
    {
        Assert.That(await _service.Page(0, 0, null).Client().Contacts.ListAsync(new() { After = "45" }).ToListAsync(), Is.Empty);
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
