using System.Reflection;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Core;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>The contract and the assembly hold the same operations, schemas, fields and values.</summary>
public abstract class CoverageConventions
{
    private static readonly NullabilityInfoContext Context = new();

    protected abstract TestedClient Tested { get; }

    private string Rebuild => $"Build {Tested.Assembly.GetName().Name}, so that the code is generated from {Tested.Spec} again.";

    private IEnumerable<ContractOperation> Operations => Tested.Contract.Operations;

    private IEnumerable<ContractSchema> Records =>
        Tested.Contract.Schemas.Values.Where(static schema => schema.Usage is "request" or "response");

    private IEnumerable<ContractSchema> Responses =>
        Records.Where(static schema => schema.Usage == "response" && schema.Properties.Count > 0);

    [Test]
    public void Every_operation_has_a_method()
    {
        var methods = Tested.OperationMethods.Select(TestedClient.NameOf).ToList();
        var missing = Operations.Select(TestedClient.NameOf).Except(methods).ToList();

        Assert.That(missing, Is.Empty, "These operations of the contract have no method. " + Rebuild);
    }

    [Test]
    public void Every_method_has_an_operation()
    {
        var surplus = Tested.OperationMethods.Select(TestedClient.NameOf).Except(Operations.Select(TestedClient.NameOf)).ToList();

        Assert.That(
            surplus,
            Is.Empty,
            $"These methods belong to no operation. Describe the operation in {Tested.Spec}, or move hand-written conveniences into "
                + "extension methods."
        );
    }

    [Test]
    public void No_two_operations_share_a_method()
    {
        var doubled = Operations
            .GroupBy(TestedClient.NameOf)
            .Where(static group => group.Count() > 1)
            .Select(static group => $"{group.Key}: {string.Join(", ", group)}")
            .ToList();

        Assert.That(doubled, Is.Empty, "Give each operation of a tag its own x-method.");
    }

    [Test]
    public void Every_query_parameter_can_be_set() =>
        Each.Of(
            Operations,
            operation =>
            {
                var options = Tested
                    .MethodOf(operation)
                    .GetParameters()
                    .SingleOrDefault(static parameter => parameter.ParameterType.IsSubclassOf(typeof(RequestOptions)))
                    ?.ParameterType;
                var general = typeof(RequestOptions).GetProperties().Select(static property => property.Name);
                var positions = operation.Pagination is { } style ? PositionOf(style) : null;

                Assert.That(
                    options?.GetProperties().Select(static property => property.Name).Except(general) ?? [],
                    Is.EquivalentTo(
                        operation
                            .QueryParameters.Where(name => name != positions)
                            .Select(static name => CSharpIdentifier.Pascal(name.Replace("[]", "", StringComparison.Ordinal)))
                            .Concat(positions is null ? [] : ["After"])
                            .Concat(operation is { HasBody: true, NeedsBody: false } ? ["Body"] : [])
                    ),
                    $"{operation}. " + Rebuild
                );
            }
        );

    [Test]
    public void The_position_is_a_parameter_where_the_contract_pages() =>
        Each.Of(
            Operations,
            operation =>
            {
                var pages =
                    Tested.MethodOf(operation).ReturnType is { IsGenericType: true } type
                    && type.GetGenericTypeDefinition() == typeof(AsyncPageable<>);

                Assert.That(pages, Is.EqualTo(operation.IsList), $"{operation}: a list is returned as AsyncPageable<T>.");
                if (operation.Pagination is { } style)
                {
                    Assert.That(operation.IsList, Is.True, $"{operation}: x-pagination goes with a list.");
                    Assert.That(operation.QueryParameters, Does.Contain(PositionOf(style)), $"{operation}: x-pagination goes with it.");
                }
            }
        );

    [Test]
    public void Every_field_of_a_record_is_a_property_and_the_other_way_round() =>
        Each.Of(
            Records,
            schema =>
            {
                // A class with internal properties has others by hand, which set them.
                var model = Tested.ModelOf(schema.Name);
                var names = schema.Properties.Select(static property => property.CSharpName).ToList();
                var replaced = schema.Properties.Any(static property => property.Schema["x-internal"] is not null);
                var properties = model
                    .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Select(static property => property.Name)
                    .Where(name => names.Contains(name) || !replaced);

                Assert.That(properties, Is.EqualTo(names), $"{schema.Name}. " + Rebuild);
                Assert.That(schema.Properties.Select(property => property.MemberOf(model)), Is.All.Not.Null);
            }
        );

    [Test]
    public void Every_class_of_a_record_has_a_schema() =>
        Assert.That(
            Tested.Models.Select(static type => type.Name).Except(Records.Select(static schema => schema.Name)),
            Is.Empty,
            "These classes have no schema with x-usage request or response. Add it, or remove the class."
        );

    [Test]
    public void Every_set_of_values_is_an_open_enumeration() =>
        Each.Of(
            Tested.Contract.Schemas.Values.Where(static schema => schema.Values.Count > 0),
            schema =>
                Assert.That(Tested.Enumerations.Select(static type => type.Name), Does.Contain(schema.UpperCaseOf ?? schema.Name), Rebuild)
        );

    [Test]
    public void Decimals_times_and_ids_have_their_types() =>
        Each.Of(
            Records,
            schema =>
                Assert.Multiple(() =>
                {
                    foreach (var property in schema.Properties)
                    {
                        var member = property.MemberOf(Tested.ModelOf(schema.Name));
                        var type = System.Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
                        var expected = property.IsUnixTime
                            ? typeof(DateTimeOffset)
                            : property.Format switch
                            {
                                "decimal" => typeof(decimal),
                                "date-time" => typeof(DateTimeOffset),
                                "int64" => typeof(long),
                                "int32" => typeof(int),
                                _ => null,
                            };
                        if (expected is not null && !IsWrapped(type))
                        {
                            Assert.That(type, Is.EqualTo(expected), $"{property.Name} has the format {property.Format}.");
                        }

                        if (IsId(property.Name))
                        {
                            Assert.That(
                                type == typeof(long) || type == typeof(string) || type == typeof(ResourceId) || IsWrapped(type),
                                Is.True,
                                $"{property.Name} is {type.Name}; an id is int64, a text or either, as it may pass 2^31."
                            );
                        }

                        // A number of that name is a position, such as the one where the service stopped counting.
                        if (property.Name.EndsWith("_at", StringComparison.Ordinal) && property.Format != "int64")
                        {
                            Assert.That(
                                type,
                                Is.EqualTo(typeof(DateTimeOffset)),
                                $"{property.Name} needs format: date-time in the contract."
                            );
                        }
                    }
                })
        );

    /// <summary>True for types that hold a number or text of one meaning.</summary>
    private static bool IsWrapped(System.Type type) =>
        type == typeof(Percent)
        || type == typeof(Fraction)
        || type == typeof(PublicId)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RecordId<>));

    /// <summary>An absent id never reads as 0, and an absent text never reads as "".</summary>
    [Test]
    public void Ids_and_texts_are_nullable_exactly_where_the_contract_says_so() =>
        Each.Of(
            Responses,
            schema =>
                Assert.Multiple(() =>
                {
                    foreach (var property in schema.Properties)
                    {
                        var member = property.MemberOf(Tested.ModelOf(schema.Name));
                        var always = schema.Required.Contains(property.Name) && !Tested.Contract.AllowsNull(property.Schema);
                        if (always && member.PropertyType != typeof(long) && member.PropertyType != typeof(string))
                        {
                            continue;
                        }

                        Assert.That(IsNullable(member), Is.Not.EqualTo(always), property.Name);
                    }
                })
        );

    [Test]
    public void Timestamps_may_be_null() =>
        Each.Of(
            Responses,
            schema =>
                Assert.That(
                    schema.Properties.Where(property =>
                        (property.Format == "date-time" || property.IsUnixTime) && !Tested.Contract.AllowsNull(property.Schema)
                    ),
                    Is.Empty
                )
        );

    [Test]
    public void The_root_repeats_the_tags() => Assert.That(Tested.Contract.RootTags, Is.EqualTo(Tested.Contract.Tags));

    private static string PositionOf(string pagination) =>
        pagination switch
        {
            "cursor" => "after",
            "skip" => "skip",
            "page" => "page",
            _ => throw new AssertionException($"x-pagination {pagination} is none of cursor, skip and page."),
        };

    private static bool IsId(string name) =>
        name == "id" || name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("Id", StringComparison.Ordinal);

    private static bool IsNullable(PropertyInfo property) =>
        property.PropertyType.IsValueType
            ? System.Nullable.GetUnderlyingType(property.PropertyType) is not null
            : Context.Create(property).ReadState == NullabilityState.Nullable;
}
