using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Order and property of a list; the cursor means "the next page" in both directions.</summary>
public sealed class SortTests
{
    private readonly FakeService _service = new();

    [TestCase("asc")]
    [TestCase("desc")]
    public async Task Every_page_is_asked_for_in_the_same_order(string order)
    {
        _service.Page(1, 20, "20").Page(21, 20, "40").Page(41, 5, null);
        var contacts = await _service
            .Client()
            .Contacts.ListAsync(new() { SortOrder = new(order), SortProperty = SortProperty.UpdatedAt })
            .ToListAsync();

        Assert.That(contacts, Has.Count.EqualTo(45));
        Assert.That(
            _service.Sent.Select(static request => request.Query),
            Is.EqualTo(
                new[]
                {
                    $"?sort_order={order}&sort_property=updated_at",
                    $"?sort_order={order}&sort_property=updated_at&after=20",
                    $"?sort_order={order}&sort_property=updated_at&after=40",
                }
            )
        );
    }

    [Test]
    public async Task The_order_of_the_service_is_kept()
    {
        _service.Respond(200, """[{"id":3},{"id":1},{"id":2}]""");

        Assert.That(
            (await _service.Client().Teams.ListAsync().ToListAsync()).Select(static team => team.Id),
            Is.EqualTo(new[] { 3, 1, 2 })
        );
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
