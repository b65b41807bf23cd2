using System.Collections;
using System.Reflection;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary><c>filter[attribute]=a,b</c>: alternatives within an attribute by comma, attributes side by side, everything escaped.</summary>
public sealed class FilterTests
{
    private static IEnumerable<Type> Filters => Library.Filters;

    private readonly FakeService _service = new();

    [Test]
    public async Task One_value_needs_no_collection()
    {
        Assert.That(await QueryAsync(new ContactFilter { Id = 42 }), Is.EqualTo("?filter%5Bid%5D=42"));
    }

    [Test]
    public async Task Several_values_are_alternatives()
    {
        Assert.That(await QueryAsync(new ContactFilter { Id = [1, 2, 3] }), Is.EqualTo("?filter%5Bid%5D=1%2C2%2C3"));
    }

    [Test]
    public async Task Several_attributes_narrow_each_other()
    {
        Assert.That(
            await QueryAsync(
                new ContactFilter
                {
                    EmailAddress = "a@example.com",
                    TagIds = [7, 8],
                    IsActive = true,
                }
            ),
            Is.EqualTo("?filter%5Bemail_address%5D=a%40example.com&filter%5Bis_active%5D=true&filter%5Btag_ids%5D=7%2C8")
        );
    }

    [TestCase("a+b@example.com", "a%2Bb%40example.com")]
    [TestCase("100%", "100%25")]
    [TestCase("a&b=c", "a%26b%3Dc")]
    [TestCase("a b", "a%20b")]
    [TestCase("ü漢😀", "%C3%BC%E6%BC%A2%F0%9F%98%80")]
    [TestCase("#?/[]", "%23%3F%2F%5B%5D")]
    [TestCase("%2B", "%252B")]
    public async Task A_text_arrives_as_it_is(string text, string escaped)
    {
        Assert.That(await QueryAsync(new ContactFilter { EmailAddress = text }), Is.EqualTo("?filter%5Bemail_address%5D=" + escaped));
    }

    [TestCase(true, "true")]
    [TestCase(false, "false")]
    public async Task A_flag_is_in_lower_case(bool flag, string written)
    {
        Assert.That(await QueryAsync(new ContactFilter { IsActive = flag }), Is.EqualTo("?filter%5Bis_active%5D=" + written));
    }

    [Test]
    public async Task An_enumeration_is_written_by_its_value_known_or_not()
    {
        await _service
            .Respond(200, "[]")
            .Client()
            .Orders.ListAsync(new() { Filter = new() { OrderType = [OrderType.SubscriptionOrder, new("rent-order")] } })
            .ToListAsync();

        Assert.That(_service.Only.Query, Is.EqualTo("?filter%5Border_type%5D=subscription-order%2Crent-order"));
    }

    [Test]
    public async Task An_empty_filter_value_is_not_sent()
    {
        Assert.That(
            await QueryAsync(
                new ContactFilter
                {
                    Id = [],
                    EmailAddress = default,
                    IsActive = null,
                }
            ),
            Is.Empty
        );
    }

    [Test]
    public async Task Arrays_and_lists_convert_and_are_copied()
    {
        var ids = new[] { 1L, 2L };
        var mails = new List<string> { "a" };
        var filter = new ContactFilter { Id = ids, EmailAddress = mails };
        ids[0] = 9;
        mails.Clear();

        Assert.That(await QueryAsync(filter), Is.EqualTo("?filter%5Bemail_address%5D=a&filter%5Bid%5D=1%2C2"));
    }

    [Test]
    public void A_comma_is_refused_by_the_name_of_the_attribute_and_without_the_value()
    {
        var client = _service.Client();

        Assert.That(
            () => client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = "secret,MARKER" } }).ToListAsync(),
            Throws.ArgumentException.With.Message.Contains("filter[email_address]").And.Message.Not.Contains("MARKER")
        );
        Assert.That(_service.Sent, Is.Empty);
    }

    [TestCase("")]
    [TestCase(null)]
    public void An_empty_value_is_refused_by_the_name_of_the_attribute(string? value)
    {
        Assert.That(
            () => _service.Client().Contacts.ListAsync(new() { Filter = new() { EmailAddress = value! } }).ToListAsync(),
            Throws.ArgumentException.With.Message.Contains("filter[email_address]")
        );
    }

    [Test]
    [SetCulture("ar-SA")]
    public async Task Numbers_do_not_depend_on_the_culture()
    {
        Assert.That(await QueryAsync(new ContactFilter { Id = [-5, 1234567] }), Is.EqualTo("?filter%5Bid%5D=-5%2C1234567"));
    }

    [Test]
    public void Values_can_be_looked_at_but_do_not_print()
    {
        FilterValues<string> values = ["a", "b"];

        Assert.Multiple(() =>
        {
            Assert.That(values, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(values[1], Is.EqualTo("b"));
            Assert.That(values.ToString(), Is.EqualTo("2 values"));
            Assert.That(default(FilterValues<string>), Is.Empty);
        });
    }

    [TestCaseSource(nameof(Filters))]
    public void Every_attribute_of_the_contract_is_written_by_its_name(Type type)
    {
        var filter = (Filter)Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
        {
            property.SetValue(filter, Sample(property));
        }

        var query = new QueryString();
        filter.WriteTo(query, "filter");

        Assert.That(
            query.ToString().TrimStart('?').Split('&').Select(static pair => Uri.UnescapeDataString(pair.Split('=')[0])),
            Is.EqualTo(Contract.Schemas[type.Name].Properties.Select(static property => $"filter[{property.Name}]"))
        );
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private static object Sample(PropertyInfo property)
    {
        if (property.PropertyType == typeof(bool?))
        {
            return true;
        }

        if (Nullable.GetUnderlyingType(property.PropertyType) is { } single)
        {
            return Activator.CreateInstance(single, "a")!;
        }

        var item = property.PropertyType.GetGenericArguments()[0];
        var value =
            item == typeof(string) ? "a"
            : item == typeof(long) ? 1L
            : Activator.CreateInstance(item, "a")!;
        var values = (IList)Array.CreateInstance(item, 1);
        values[0] = value;
        return property.PropertyType.GetMethod("op_Implicit", [values.GetType()])!.Invoke(null, [values])!;
    }

    private async Task<string> QueryAsync(ContactFilter filter)
    {
        await _service.Respond(200, "[]").Client().Contacts.ListAsync(new ContactsListOptions { Filter = filter }).ToListAsync();
        return _service.Only.Query;
    }
}
