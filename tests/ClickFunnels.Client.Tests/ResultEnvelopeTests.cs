using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>The few responses that are wrapped in a key are unwrapped.</summary>
public sealed class ResultEnvelopeTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task A_list_is_found_below_its_key_beside_other_keys()
    {
        _service.Respond(200, """{"meta":{"refine_filters":[1]},"refine_filters":[{"id":1,"name":"A"},{"id":2,"name":"B"}],"more":true}""");

        var filters = await _service.Client().RefineFilters.ListAsync().ToListAsync();

        Assert.That(filters.Select(static filter => filter.Name), Is.EqualTo(new[] { "A", "B" }));
    }

    [Test]
    public async Task A_record_is_found_below_its_key()
    {
        _service.Respond(200, """{"products_prices_change_options":{"upgrade":[],"downgrade":[{"products_variant":{"id":5}}]}}""");

        var options = await _service.Client().Products.Prices.ChangeOptions.GetAsync(7);

        Assert.That(options.Downgrade![0].ProductsVariant!.Id, Is.EqualTo(5));
    }

    [TestCase("{}")]
    [TestCase("""{"refine_filter":[]}""")]
    [TestCase("[]")]
    public void A_response_without_the_key_is_an_error(string body)
    {
        _service.Respond(200, body);

        Assert.That(() => _service.Client().RefineFilters.ListAsync().ToListAsync(), Throws.TypeOf<ApiResponseException>());
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
