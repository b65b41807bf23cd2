using System.Reflection;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The contract and the assembly hold the same operations, schemas, fields and values.</summary>
public sealed class ContractCoverageTests
{
    private const string Rebuild =
        "Build extensions/ClickFunnels/ClickFunnels.Client.csproj, so that the code is generated from spec/clickfunnels.yaml again.";

    private static IEnumerable<ContractOperation> Operations => Contract.Operations;

    private static IEnumerable<ContractOperation> Writes => Contract.Operations.Where(static operation => operation.Envelope is not null);

    private static IEnumerable<ContractSchema> Records =>
        Contract.Schemas.Values.Where(static schema => schema.Usage is "request" or "response");

    private static IEnumerable<ContractSchema> Enumerations => Contract.Schemas.Values.Where(static schema => schema.Values.Count > 0);

    [Test]
    public void Every_operation_has_a_method()
    {
        var methods = Library.OperationMethods.Select(Name).ToList();
        var missing = Contract.Operations.Select(Name).Except(methods).ToList();

        Assert.That(missing, Is.Empty, "These operations of the contract have no method. " + Rebuild);
    }

    [Test]
    public void Every_method_has_an_operation()
    {
        var surplus = Library.OperationMethods.Select(Name).Except(Contract.Operations.Select(Name)).ToList();

        Assert.That(
            surplus,
            Is.Empty,
            "These methods belong to no operation. Describe the operation in spec/clickfunnels.yaml, or move hand-written "
                + "conveniences into extension methods."
        );
    }

    [Test]
    public void No_two_operations_share_a_method()
    {
        var doubled = Contract
            .Operations.GroupBy(Name)
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
                var method = Library.OperationMethods.Single(method => Name(method) == Name(operation));
                var options = method
                    .GetParameters()
                    .SingleOrDefault(static parameter => parameter.ParameterType.IsSubclassOf(typeof(RequestOptions)))
                    ?.ParameterType;
                var names = operation
                    .QueryParameters.Select(static name => CSharpIdentifier.Pascal(name.Replace("[]", "", StringComparison.Ordinal)))
                    .Concat(operation is { HasBody: true, NeedsBody: false } ? ["Body"] : []);
                var general = typeof(RequestOptions).GetProperties().Select(static property => property.Name);

                Assert.That(
                    options?.GetProperties().Select(static property => property.Name).Except(general) ?? [],
                    Is.EquivalentTo(names),
                    $"{operation}. " + Rebuild
                );
            }
        );

    [Test]
    public void The_cursor_is_there_where_the_contract_pages() =>
        Each.Of(
            Operations,
            operation =>
            {
                var pages =
                    Library.OperationMethods.Single(method => Name(method) == Name(operation)).ReturnType is { IsGenericType: true } type
                    && type.GetGenericTypeDefinition() == typeof(AsyncPageable<>);

                Assert.That(pages, Is.EqualTo(operation.IsList), $"{operation}: a list is returned as AsyncPageable<T>.");
                Assert.That(
                    operation.IsPaged,
                    Is.Not.True.Or.EqualTo(operation.IsList && operation.QueryParameters.Contains("after")),
                    $"{operation}: x-pagination goes with a list and the parameter after."
                );
            }
        );

    [Test]
    public void Every_field_of_a_record_is_a_property_and_the_other_way_round() =>
        Each.Of(
            Records,
            schema =>
            {
                var type = Library.Models.SingleOrDefault(type => type.Name == schema.Name);
                Assert.That(type, Is.Not.Null, $"{schema.Name} has no class. " + Rebuild);
                var properties = type!
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Select(static property => property.Name);

                Assert.That(
                    properties,
                    Is.EqualTo(schema.Properties.Select(static property => property.CSharpName)),
                    $"{schema.Name}. " + Rebuild
                );
            }
        );

    [Test]
    public void Every_class_of_a_record_has_a_schema()
    {
        Assert.That(
            Library.Models.Select(static type => type.Name).Except(Records.Select(static schema => schema.Name)),
            Is.Empty,
            "These classes have no schema with x-usage request or response. Add it, or remove the class."
        );
    }

    [Test]
    public void Every_set_of_values_is_an_open_enumeration() =>
        Each.Of(
            Enumerations,
            schema =>
            {
                Assert.That(Library.Enumerations.Select(static type => type.Name), Does.Contain(schema.Name), Rebuild);
            }
        );

    [Test]
    public void Decimals_times_and_ids_have_their_types() =>
        Each.Of(
            Records,
            schema =>
            {
                Assert.Multiple(() =>
                {
                    foreach (var property in Library.PropertiesOf(Library.Models.Single(type => type.Name == schema.Name)))
                    {
                        var expected = property.Contract.Format switch
                        {
                            "decimal" => typeof(decimal),
                            "date-time" => typeof(DateTimeOffset),
                            "int64" => typeof(long),
                            "int32" => typeof(int),
                            _ => null,
                        };
                        if (expected is not null)
                        {
                            Assert.That(property.Type, Is.EqualTo(expected), $"{property} has the format {property.Contract.Format}.");
                        }

                        if (property.Name == "id" || property.Name.EndsWith("_id", StringComparison.Ordinal))
                        {
                            Assert.That(
                                property.Type == typeof(long) || property.Type == typeof(string) || property.Type == typeof(ResourceId),
                                Is.True,
                                $"{property} is {property.Type.Name}; an id is int64, a text or either, as it may pass 2^31."
                            );
                        }

                        if (property.Name.EndsWith("_at", StringComparison.Ordinal))
                        {
                            Assert.That(
                                property.Type,
                                Is.EqualTo(typeof(DateTimeOffset)),
                                $"{property} needs format: date-time in the contract."
                            );
                        }
                    }
                });
            }
        );

    [Test]
    public void The_envelope_is_one_that_a_schema_describes() =>
        Each.Of(
            Writes,
            operation =>
            {
                var described = Contract
                    .Schemas.Values.Where(static schema => schema.Usage == "envelope")
                    .Select(static schema => schema.Properties.Single().Name);

                Assert.That(described, Does.Contain(operation.Envelope), $"{operation}: add the envelope schema, or mend x-envelope.");
            }
        );

    private static string Name(ContractOperation operation) => $"{operation.Tag}Client.{operation.CSharpMethod}";

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
