using System.Linq.Expressions;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Results;

/// <summary>Selectors of query rows: the properties that they read are the fields, and nothing else compiles or passes.</summary>
public sealed class RowSelectorTests
{
    /// <summary>The only list of fields is the contract's.</summary>
    [Test]
    public void The_fields_are_the_properties_of_the_contract()
    {
        var expected = Contract.Root["components"]!["schemas"]!["ContactRow"]!["properties"]!.AsObject().Select(static pair => pair.Key);

        Assert.Multiple(() =>
        {
            Assert.That(ContactRow.RowFields.Values, Is.EqualTo(expected));
            Assert.That(ContactRow.RowFields, Has.Count.EqualTo(16));
            Assert.That(
                ContactRow.RowFields.Keys,
                Is.EquivalentTo(
                    typeof(ContactRow)
                        .GetProperties()
                        .Where(static property => property.DeclaringType == typeof(ContactRow))
                        .Select(static property => property.Name)
                )
            );
            Assert.That(OrderRow.RowFields.Values, Is.EqualTo(new[] { "id" }));
        });
    }

    [Test]
    public void Every_property_that_is_read_is_a_field_once()
    {
        var suffix = "!";
        Check(static c => c.EmailAddress, "id", "email_address");
        Check(
            static c => new
            {
                c.Id,
                c.FirstName,
                Again = c.FirstName,
            },
            "id",
            "first_name"
        );
        Check(
            static c => new Pair(c.PublicId, c.CreatedAt!.Value.Year) { Active = c.IsActive },
            "id",
            "public_id",
            "created_at",
            "is_active"
        );
        Check(c => (c.LastName ?? "") + suffix, "id", "last_name");
        Check(static c => c.TimeZone == null ? c.PhoneNumber : c.Uuid, "id", "time_zone", "phone_number", "uuid");
        Check(
            static c => new[] { c.FirstName, c.LastName }.Where(name => name != null && name != c.EmailAddress).ToList(),
            "id",
            "first_name",
            "last_name",
            "email_address"
        );

        static void Check<T>(Expression<Func<ContactRow, T>> selector, params string[] fields) =>
            Assert.That(RowSelector.Of(selector, ContactRow.RowFields).Fields, Is.EqualTo(fields));
    }

    [Test]
    public void A_row_is_made_of_the_values_of_the_response()
    {
        var offset = 1;
        var shape = RowSelector.Of(
            (ContactRow c) => new Pair(c.EmailAddress, (int)c.Id + offset) { Active = c.IsActive },
            ContactRow.RowFields
        );

        var row = shape.Create(new ValueRow([true, "a", 41L]), ["is_active", "email_address", "id"]);

        Assert.That(row, Is.EqualTo(new Pair("a", 42) { Active = true }));
    }

    [Test]
    public void Other_uses_of_the_contact_are_refused_when_the_query_is_made()
    {
        var constant = 5;
        Refuses(static c => c, "as a whole");
        Refuses(static c => c.ToJson(), "as a whole");
        Refuses(static c => c.Has("id"), "as a whole");
        Refuses(static c => new { Row = c, c.Id }, "as a whole");
        Refuses(static c => ((Model)c).AdditionalProperties.Count, "as a whole");
        Refuses(static c => c.AdditionalProperties.Count, "AdditionalProperties is not a field of a row");
        Refuses(static c => 1, "reads no property");
        Refuses(c => constant, "reads no property");
        Refuses(static c => new { }, "reads no property");

        static void Refuses<T>(Expression<Func<ContactRow, T>> selector, string problem)
        {
            using var service = new FakeService();
            using var client = service.Client();
            Assert.That(
                () => client.RefineFilters.QueryContacts(5, selector),
                Throws.TypeOf<ArgumentException>().With.Message.Contains(problem).And.Message.Contains("selector")
            );
        }
    }

    [Test]
    public void Lists_of_fields_and_settings_are_checked_when_the_query_is_made()
    {
        using var service = new FakeService();
        using var client = service.Client();
        var filters = client.RefineFilters;

        Assert.Multiple(() =>
        {
            Assert.That(() => filters.QueryContacts(5, []), Throws.ArgumentException.With.Message.Contains("at least one"));
            Assert.That(
                () => filters.QueryContacts(5, [c => c.FirstName + "x"]),
                Throws.ArgumentException.With.Message.Contains("one property")
            );
            Assert.That(() => filters.QueryContacts(5, [c => c]), Throws.ArgumentException.With.Message.Contains("one property"));
            Assert.That(() => filters.QueryContacts(5, [null!]), Throws.ArgumentException);
            Assert.That(
                () => filters.QueryContacts(0, static c => c.Id),
                Throws.ArgumentException.With.Message.Contains("filter is empty")
            );
            Assert.That(
                () => filters.QueryContacts((IEnumerable<RefineFilterCriterionCreate>)[], static c => c.Id),
                Throws.ArgumentException.With.Message.Contains("no criteria")
            );
            Assert.That(() => filters.QueryOrders(5, ["id", " "]), Throws.ArgumentException.With.Message.Contains("blank"));
            Assert.That(
                () => filters.QueryContacts(5, static c => c.Id, new() { Limit = 0 }),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Limit")
            );
            Assert.That(
                () => filters.QueryContacts(5, static c => c.Id, new() { MaxBytes = -1 }),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxBytes")
            );
        });
    }

    private sealed record Pair(string? Text, int Number)
    {
        public bool? Active { get; init; }
    }
}
