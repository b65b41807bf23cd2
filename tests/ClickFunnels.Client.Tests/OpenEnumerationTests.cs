using ClickFunnels.Tests.Support;
using Newtonsoft.Json;

namespace ClickFunnels.Tests;

/// <summary>The documented values have names, and any other value passes through unharmed.</summary>
public sealed class OpenEnumerationTests
{
    private static IEnumerable<Type> Enumerations => Library.Enumerations;

    [TestCaseSource(nameof(Enumerations))]
    public void Every_documented_value_has_a_name(Type type)
    {
        var members = type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(static member => member.GetValue(null)!.ToString());

        Assert.That(members, Is.EquivalentTo(Contract.Schemas[type.Name].Values));
    }

    [TestCaseSource(nameof(Enumerations))]
    public void JsonConvert_keeps_known_unknown_and_no_value(Type type)
    {
        Assert.Multiple(() =>
        {
            foreach (var value in Contract.Schemas[type.Name].Values.Append("a value from the future"))
            {
                var read = JsonConvert.DeserializeObject(JsonConvert.ToString(value), type)!;
                Assert.That(read, Is.EqualTo(Activator.CreateInstance(type, value)));
                Assert.That(JsonConvert.SerializeObject(read), Is.EqualTo(JsonConvert.ToString(value)));
            }

            Assert.That(JsonConvert.SerializeObject(Activator.CreateInstance(type)), Is.EqualTo("null"));
            Assert.That(JsonConvert.DeserializeObject("null", typeof(Nullable<>).MakeGenericType(type)), Is.Null);
        });
    }

    [Test]
    public void Values_compare_by_their_text()
    {
        Assert.Multiple(() =>
        {
            Assert.That(new SortOrder("asc"), Is.EqualTo(SortOrder.Asc));
            Assert.That(SortOrder.Asc == SortOrder.Desc, Is.False);
            Assert.That($"{SortOrder.Asc}", Is.EqualTo("asc"));
            Assert.That(default(SortOrder).ToString(), Is.Empty);
        });
    }

    [Test]
    public void Values_compare_with_text_and_convert_from_it()
    {
        SortOrder order = "desc";
        SortOrder? none = null;

        Assert.Multiple(() =>
        {
            Assert.That(order == "desc" && order != "asc" && "desc" == order, Is.True);
            Assert.That(none == "desc", Is.False);
            Assert.That(new ContactsListOptions { SortOrder = "desc" }.SortOrder, Is.EqualTo(SortOrder.Desc));
            Assert.That((string?)none, Is.Null);
        });
    }

    [TestCase("""{"order_type":"one-time-order"}""", "one time")]
    [TestCase("""{"order_type":"rent-order"}""", "rent")]
    [TestCase("""{"order_type":"lease-order"}""", "other: lease-order")]
    [TestCase("{}", "none")]
    public void A_switch_takes_text(string json, string expected)
    {
        Assert.That(Describe(JsonConvert.DeserializeObject<Order>(json)!), Is.EqualTo(expected));

        static string Describe(Order order)
        {
            switch (order.OrderType)
            {
                case "one-time-order":
                    return "one time";
                case "rent-order":
                    return "rent";
                case null:
                    return "none";
                default:
                    return "other: " + order.OrderType;
            }
        }
    }

    [Test]
    public void An_unknown_value_can_be_switched_over()
    {
        var order = JsonConvert.DeserializeObject<Order>("""{"order_type":"rent-order"}""")!;

        Assert.That(order.OrderType == OrderType.OneTimeOrder ? "known" : order.OrderType?.Value, Is.EqualTo("rent-order"));
        Assert.That(order.ToJson(), Is.EqualTo("""{"order_type":"rent-order"}"""));
    }
}
