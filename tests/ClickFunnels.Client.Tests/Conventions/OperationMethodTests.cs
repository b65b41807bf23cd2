using System.Reflection;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The rules that every method of an operation follows.</summary>
public sealed class OperationMethodTests
{
    private static IEnumerable<MethodInfo> Methods => Library.OperationMethods;

    private static IEnumerable<Type> Clients => Library.ResourceClients;

    private static IEnumerable<ContractOperation> Deprecated => Contract.Operations.Where(static operation => operation.IsDeprecated);

    [Test]
    public void It_can_be_overridden() =>
        Each.Of(
            Methods,
            method =>
            {
                Assert.That(
                    method is { IsVirtual: true, IsFinal: false },
                    Is.True,
                    $"Make {Name(method)} virtual, so that it can be mocked."
                );
            }
        );

    [Test]
    public void It_takes_a_cancellation_token_last_that_may_be_left_out() =>
        Each.Of(
            Methods,
            method =>
            {
                var last = method.GetParameters().LastOrDefault();

                Assert.That(
                    last is { HasDefaultValue: true }
                        && last.ParameterType == typeof(CancellationToken)
                        && last.Name == "cancellationToken",
                    Is.True,
                    $"End the parameters of {Name(method)} with CancellationToken cancellationToken = default."
                );
            }
        );

    [Test]
    public void It_is_asynchronous_by_name_and_type() =>
        Each.Of(
            Methods,
            method =>
            {
                var type = method.ReturnType;
                var fits =
                    type == typeof(Task)
                    || (
                        type.IsGenericType
                        && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(AsyncPageable<>))
                    );

                Assert.That(
                    method.Name.EndsWith("Async", StringComparison.Ordinal) && fits,
                    Is.True,
                    $"{Name(method)} returns {type.Name}: return a Task or a AsyncPageable, and end the name with Async."
                );
            }
        );

    /// <summary>
    /// A query parameter or an optional body that the service adds later is a new property, and never changes a signature.
    /// </summary>
    [Test]
    public void It_takes_options_of_its_own_that_may_be_left_out() =>
        Each.Of(
            Methods,
            method =>
            {
                var options = method.GetParameters()[^2];
                var isExplicit = ContractKeys.MethodsWithExplicitOptions.Contains(Name(method));

                Assert.That(
                    options.HasDefaultValue != isExplicit
                        && options.ParameterType.IsSubclassOf(typeof(RequestOptions))
                        && options.ParameterType.IsSealed,
                    Is.True,
                    $"{Name(method)} needs options of its own before the token."
                );
                Assert.That(
                    Methods.Count(other => other.GetParameters().Any(parameter => parameter.ParameterType == options.ParameterType)),
                    Is.EqualTo(1),
                    $"{options.ParameterType.Name} belongs to one operation."
                );
            }
        );

    [Test]
    public void Its_ids_take_numbers_and_texts() =>
        Each.Of(
            Methods,
            method =>
            {
                var wrong = method
                    .GetParameters()
                    .Where(static parameter =>
                        parameter.Name!.EndsWith("Id", StringComparison.OrdinalIgnoreCase) && parameter.ParameterType != typeof(ResourceId)
                    )
                    .Select(static parameter => parameter.Name);

                Assert.That(
                    wrong,
                    Is.Empty,
                    $"Give the ids of {Name(method)} the type ResourceId: reference components/schemas/Identifier in the contract."
                );
            }
        );

    [Test]
    public void A_group_can_be_mocked() =>
        Each.Of(
            Clients,
            client =>
            {
                Assert.Multiple(() =>
                {
                    Assert.That(client.IsSealed, Is.False, $"{client.Name} must not be sealed.");
                    Assert.That(client.GetConstructor([]), Is.Not.Null, $"{client.Name} needs a constructor without parameters.");
                    var properties = Library
                        .ResourceClients.Append(typeof(ClickFunnelsClient))
                        .SelectMany(static type =>
                            type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                        );
                    Assert.That(
                        properties.Single(property => property.PropertyType == client).GetMethod!.IsVirtual,
                        Is.True,
                        $"The property of {client.Name} on its parent must be virtual."
                    );
                });
            }
        );

    [Test]
    public void A_replaced_operation_names_its_replacement() =>
        Each.Of(
            Deprecated,
            operation =>
            {
                Assert.That(operation.SupersededBy, Is.Not.Null, $"{operation} is deprecated: add x-superseded-by.");
                var replacement = Contract.Operations.SingleOrDefault(other => other.Id == operation.SupersededBy);
                Assert.That(
                    replacement,
                    Is.Not.Null,
                    $"{operation}: x-superseded-by {operation.SupersededBy} is not an operation of the contract."
                );
                var obsolete = Library
                    .OperationMethods.Single(method =>
                        method.DeclaringType!.Name == operation.Tag + "Client" && method.Name == operation.CSharpMethod
                    )
                    .GetCustomAttribute<ObsoleteAttribute>();

                Assert.That(
                    obsolete?.Message,
                    Does.Contain($"{replacement!.Tag}Client.{replacement.CSharpMethod}")
                        .And.Contain($"{replacement.Method} {replacement.Path}"),
                    $"{operation}"
                );
                Assert.That(obsolete!.IsError, Is.False, "What still works warns only.");
                var method = Library.OperationMethods.Single(method =>
                    method.DeclaringType!.Name == operation.Tag + "Client" && method.Name == operation.CSharpMethod
                );
                Assert.That(
                    method.GetCustomAttribute<System.ComponentModel.EditorBrowsableAttribute>()?.State,
                    Is.EqualTo(System.ComponentModel.EditorBrowsableState.Never),
                    "Completion lists offer the replacement only."
                );
            }
        );

    [Test]
    public void Nothing_else_is_obsolete()
    {
        var obsolete = Library.OperationMethods.Where(static method => method.IsDefined(typeof(ObsoleteAttribute))).Select(Name);

        Assert.That(
            obsolete,
            Is.EquivalentTo(Deprecated.Select(static operation => $"{operation.Tag}Client.{operation.CSharpMethod}")),
            "An operation is obsolete exactly when the contract says deprecated."
        );
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
