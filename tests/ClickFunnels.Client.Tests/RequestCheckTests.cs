using ClickFunnels.Tests.Support;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests;

/// <summary>Requests that the service would only refuse are not sent.</summary>
public sealed class RequestCheckTests
{
    private readonly FakeService _service = new() { CheckRequiredFields = true };

    [Test]
    public async Task An_update_that_sets_no_field_is_refused()
    {
        using var client = _service.Client();

        await Assert.ThatAsync(
            () => client.Contacts.UpdateAsync(1, new ContactUpdate()),
            Throws.ArgumentException.With.Message.Contains("ContactUpdate sets no field")
        );
        await Assert.ThatAsync(() => client.Products.UpdateAsync(1, new ProductUpdate()), Throws.ArgumentException);
        Assert.That(_service.Sent, Is.Empty);
    }

    [Test]
    public async Task Null_and_an_undocumented_field_count_as_something_to_update()
    {
        using var client = _service.Respond(200, """{"id":1}""").Respond(200, """{"id":1}""").Client();
        await client.Contacts.UpdateAsync(1, new ContactUpdate { PhoneNumber = null });
        var undocumented = new ContactUpdate();
        undocumented.AdditionalProperties["nickname"] = new JValue("J");
        await client.Contacts.UpdateAsync(1, undocumented);

        Assert.That(
            _service.Sent.Select(static request => request.Body),
            Is.EqualTo(new[] { """{"contact":{"phone_number":null}}""", """{"contact":{"nickname":"J"}}""" })
        );
    }

    [Test]
    public async Task A_record_without_a_required_field_is_refused_with_its_path()
    {
        using var client = _service.Client();

        await Assert.ThatAsync(
            () => client.Contacts.Tags.CreateAsync(new ContactTagCreate { Color = "red" }),
            Throws.ArgumentException.With.Message.Contains("ContactTagCreate at contacts_tag lacks name")
        );
        await Assert.ThatAsync(
            () =>
                client.Orders.CreateAsync(
                    new OrderCreate
                    {
                        OrderType = OrderType.OneTimeOrder,
                        LiveMode = false,
                        LineItemsAttributes = [new() { VariantId = 1 }],
                    }
                ),
            Throws.ArgumentException.With.Message.Contains("order.line_items_attributes lacks products_price_id, quantity")
        );
        Assert.That(_service.Sent, Is.Empty);
    }

    [Test]
    public async Task A_required_field_may_be_null_and_the_check_can_be_switched_off()
    {
        _service.Always(201, """{"id":1}""");
        using var client = _service.Client();
        await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = null });
        using var lenient = _service.Client(static options => options.CheckRequiredFields = false);
        await lenient.Contacts.Tags.CreateAsync(new ContactTagCreate { Color = "red" });

        Assert.That(
            _service.Sent.Select(static request => request.Body),
            Is.EqualTo(new[] { """{"contacts_tag":{"name":null}}""", """{"contacts_tag":{"color":"red"}}""" })
        );
        var odd = Newtonsoft.Json.JsonConvert.DeserializeObject<ContactTagCreate>("""{"name":["vip"]}""")!;
        Assert.That(() => client.Contacts.Tags.CreateAsync(odd), Throws.Nothing, "A value that does not fit is sent as it was read.");
        Assert.That(new ContactTagCreate { Color = "red" }.ToJson(), Is.EqualTo("""{"color":"red"}"""), "Only requests are checked.");
    }

    [Test]
    public async Task A_filter_that_makes_the_address_too_long_is_refused_with_the_advice_to_split_it()
    {
        using var client = _service.Respond(200, "[]").Client();
        long[] ids = [.. Enumerable.Range(100_000, 2_000)];

        await Assert.ThatAsync(
            () => client.Contacts.ListAsync(new() { Filter = new() { Id = ids } }).ToListAsync(),
            Throws.ArgumentException.With.Message.Contains("split a filter").And.Message.Contains("MaxUrlLength")
        );
        Assert.That(_service.Sent, Is.Empty);

        await client.Contacts.ListAsync(new() { Filter = new() { Id = ids[..500] } }).ToListAsync();
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_longer_address_is_sent_when_the_options_allow_it()
    {
        using var client = _service.Respond(200, "[]").Client(static options => options.MaxUrlLength = 100_000);

        await client.Contacts.ListAsync(new() { Filter = new() { Id = (long[])[.. Enumerable.Range(100_000, 2_000)] } }).ToListAsync();

        Assert.That(_service.Only.Url, Has.Length.GreaterThan(14_000));
    }
}
