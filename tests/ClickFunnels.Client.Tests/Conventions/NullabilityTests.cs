using System.Reflection;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>
/// A property of a response is not nullable only where the contract requires a value, so that an absent id never reads as 0
/// and an absent text never reads as "".
/// </summary>
public sealed class NullabilityTests
{
    private static readonly NullabilityInfoContext Context = new();

    private static IEnumerable<ContractSchema> Responses =>
        Contract.Schemas.Values.Where(static schema => schema.Usage == "response" && schema.Properties.Count > 0);

    [Test]
    public void Ids_and_texts_are_nullable_exactly_where_the_contract_says_so() =>
        Each.Of(
            Responses,
            schema =>
            {
                var type = Library.Assembly.GetType("ClickFunnels." + schema.Name, throwOnError: true)!;
                Assert.Multiple(() =>
                {
                    foreach (var property in schema.Properties)
                    {
                        var member = type.GetProperty(property.CSharpName)!;
                        var always = schema.Required.Contains(property.Name) && !Contract.AllowsNull(property.Schema);
                        if (always && member.PropertyType != typeof(long) && member.PropertyType != typeof(string))
                        {
                            continue;
                        }

                        Assert.That(IsNullable(member), Is.Not.EqualTo(always), property.Name);
                    }
                });
            }
        );

    [Test]
    public void The_id_of_a_record_is_always_there() =>
        Each.Of(
            Responses,
            schema =>
            {
                // A generated filter that was not saved has no id.
                if (schema.Name != "ContactFilterResult" && schema.Properties.Any(static property => property.Name == "id"))
                {
                    Assert.That(schema.Required, Does.Contain("id"));
                }
            }
        );

    [Test]
    public void Timestamps_may_be_null() =>
        Each.Of(
            Responses,
            schema =>
                Assert.That(
                    schema.Properties.Where(static property => property.Format == "date-time" && !Contract.AllowsNull(property.Schema)),
                    Is.Empty
                )
        );

    private static bool IsNullable(PropertyInfo property) =>
        property.PropertyType.IsValueType
            ? System.Nullable.GetUnderlyingType(property.PropertyType) is not null
            : Context.Create(property).ReadState == NullabilityState.Nullable;
}
