using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>The few answers that stand below a key are taken out of it.</summary>
public sealed class ResultEnvelopeTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task A_list_is_found_below_its_key_whatever_stands_beside_it()
    {
        _service.Answer(200, """{"meta":{"refine_filters":[1]},"refine_filters":[{"id":1,"name":"A"},{"id":2,"name":"B"}],"more":true}""");

        var filters = await _service.Client().RefineFilters.ListAsync().ToListAsync();

        Assert.That(filters.Select(static filter => filter.Name), Is.EqualTo(new[] { "A", "B" }));
    }

    [Test]
    public async Task A_record_is_found_below_its_key()
    {
        _service.Answer(200, """{"products_prices_change_options":{"upgrade":[],"downgrade":[{"products_variant":{"id":5}}]}}""");

        var options = await _service.Client().Products.Prices.ChangeOptions.GetAsync(7);

        Assert.That(options.Downgrade![0].ProductsVariant!.Id, Is.EqualTo(5));
    }

    [TestCase("{}")]
    [TestCase("""{"refine_filter":[]}""")]
    [TestCase("[]")]
    public void An_answer_without_the_key_is_no_success(string body)
    {
        _service.Answer(200, body);

        Assert.That(() => _service.Client().RefineFilters.ListAsync().ToListAsync(), Throws.TypeOf<ApiResponseException>());
    }

    [TearDown]
    public void Dispose() => _service.Dispose();
}
