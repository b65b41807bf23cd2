using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>A small response cannot take a large memory, and no list goes on for ever.</summary>
public sealed class ResponseLimitTests
{
    private readonly FakeService _service = new();

    [TearDown]
    public void Dispose() => _service.Dispose();

    [Test]
    public void A_page_with_too_many_records_is_refused()
    {
        var list = Client(options => options.MaxRecordsPerPage = 100).Contacts.ListAsync();
        _service.Respond(200, Array(100, "{}")).Respond(200, Array(101, "{}")).Respond(200, Array(101, "null"));

        Assert.Multiple(() =>
        {
            Assert.That(list.ToListAsync().Result, Has.Count.EqualTo(100));
            Assert.That(() => list.ToListAsync(), Refused("MaxRecordsPerPage (100)"));
            Assert.That(() => list.ToListAsync(), Refused("MaxRecordsPerPage (100)"));
        });
    }

    [Test]
    public void The_default_refuses_a_million_tiny_records()
    {
        _service.Respond(200, Array(1_000_000, "{}"));

        Assert.That(() => Client().Contacts.ListAsync().ToListAsync(), Refused("MaxRecordsPerPage (10000)"));
    }

    /// <summary>Records and unknown values within a record.</summary>
    [TestCase("tags", "{}")]
    [TestCase("zz", "[]")]
    [TestCase("zz", "1")]
    [TestCase("zz", "{\"a\":1}")]
    [TestCase("custom_attributes", "[]")]
    public void A_record_with_too_many_values_is_refused(string field, string item)
    {
        var client = Client(options => options.MaxValuesPerResponse = 1000);
        _service.Respond(200, Record(field, 100, item)).Respond(200, Record(field, 1000, item));

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Contacts.GetAsync(1), Throws.Nothing);
            Assert.That(() => client.Contacts.GetAsync(1), Refused("MaxValuesPerResponse (1000)"));
        });
    }

    [Test]
    public async Task A_raw_response_has_the_same_limit()
    {
        _service.Respond(200, Array(2000, "[]"));
        var response = await Client(options => options.MaxValuesPerResponse = 1000).SendAsync(new RawRequest(HttpMethod.Get, "contacts"));

        Assert.Multiple(() =>
        {
            Assert.That(() => response.Json, Refused("MaxValuesPerResponse (1000)"));
            Assert.That(() => response.ReadList<Contact>(), Throws.TypeOf<ApiResponseException>());
            Assert.That(response.Body, Has.Length.GreaterThan(2000));
        });
    }

    [Test]
    public void A_cursor_that_grows_ends_the_list()
    {
        var number = 0;
        _service.Always(_ =>
            Task.FromResult(
                FakeService.Response(200, "[{\"id\":1}]", FakeService.Json, ("Pagination-Next", new string('c', ++number * 100)))
            )
        );

        Assert.That(() => Client().Contacts.ListAsync().ToListAsync(), Refused("cursor"));
        Assert.That(_service.Sent, Has.Count.EqualTo(41));
    }

    [Test]
    public void New_cursors_without_records_end_the_list()
    {
        var number = 0;
        _service.Always(_ => Task.FromResult(FakeService.Response(200, "[null]", FakeService.Json, ("Pagination-Next", $"c{++number}"))));

        Assert.That(() => Client().Contacts.ListAsync().ToListAsync(), Refused("no records"));
        Assert.That(_service.Sent, Has.Count.EqualTo(100));
    }

    [TestCase(0, 500_000)]
    [TestCase(10, 999)]
    public void The_limits_are_validated(int records, int values)
    {
        Assert.That(
            () => Client(options => (options.MaxRecordsPerPage, options.MaxValuesPerResponse) = (records, values)),
            Throws.InstanceOf<Exception>().With.Message.Contains(records == 0 ? "MaxRecordsPerPage" : "MaxValuesPerResponse")
        );
    }

    private ClickFunnelsClient Client(Action<ClickFunnelsClientOptions>? configure = null) => _service.Client(configure);

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) =>
        Throws.TypeOf<ApiResponseException>().With.Message.Contains(why);

    private static string Array(int count, string item) => $"[{string.Join(",", Enumerable.Repeat(item, count))}]";

    private static string Record(string field, int count, string item) =>
        field == "custom_attributes"
            ? $"{{\"custom_attributes\":{{{string.Join(",", Enumerable.Range(0, count).Select(number => $"\"a{number}\":{item}"))}}}}}"
            : $"{{\"{field}\":{Array(count, item)}}}";
}
