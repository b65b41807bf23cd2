using System.Reflection;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>Rules that hold for every type of the assembly.</summary>
public sealed class AssemblyTests
{
    /// <summary>The number of properties whose state fits into the two words of bits of a model.</summary>
    private const int MostProperties = 128;

    private static IEnumerable<Type> PublicTypes => Library.Assembly.GetExportedTypes();

    private static IEnumerable<Type> Models => Library.Models;

    private static IEnumerable<Type> Exceptions => PublicTypes.Where(static type => type.IsSubclassOf(typeof(Exception)));

    [Test]
    public void It_is_in_a_namespace_that_users_find() =>
        Each.Of(
            PublicTypes,
            type =>
            {
                Assert.That(
                    type.Namespace,
                    Is.EqualTo("ClickFunnels")
                        .Or.EqualTo("ClickFunnels.Workflows")
                        .Or.EqualTo("ClickFunnels.Webhooks")
                        .Or.EqualTo("ClickFunnels.OAuth")
                        .Or.EqualTo("ClickFunnels.SingleSignOn")
                        .Or.EqualTo("Microsoft.Extensions.DependencyInjection"),
                    $"Move {type.Name} to the namespace ClickFunnels."
                );
            }
        );

    [Test]
    public void Its_names_are_those_of_csharp() =>
        Each.Of(
            PublicTypes,
            type =>
            {
                var wrong = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Where(static member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
                    .Select(static member => member.Name)
                    .Append(type.Name.Split('`')[0])
                    .Where(static name => (name.Contains('_', StringComparison.Ordinal) && !name.StartsWith('<')) || char.IsLower(name[0]));

                Assert.That(wrong, Is.Empty, "Fix the name in the template, or with x-method in the contract.");
            }
        );

    [Test]
    public void Everything_that_waits_takes_a_cancellation_token() =>
        Each.Of(
            PublicTypes,
            type =>
            {
                var wrong = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Where(static method =>
                        typeof(Task).IsAssignableFrom(method.ReturnType) || method.Name.EndsWith("Async", StringComparison.Ordinal)
                    )
                    .Where(static method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
                    .Select(static method => method.Name);

                Assert.That(wrong, Is.Empty, "End the parameters with CancellationToken cancellationToken = default.");
            }
        );

    [Test]
    public void A_model_is_sealed_can_be_made_and_is_not_too_large() =>
        Each.Of(
            Models,
            type =>
            {
                Assert.Multiple(() =>
                {
                    Assert.That(type.IsSealed, Is.True, $"Seal {type.Name} in the template.");
                    Assert.That(type.GetConstructor([]), Is.Not.Null, $"{type.Name} needs a public constructor without parameters.");
                    Assert.That(
                        type.GetProperties().Length,
                        Is.LessThanOrEqualTo(MostProperties),
                        $"{type.Name} has more properties than Model can remember as set; give Model another word."
                    );
                });
            }
        );

    [Test]
    public void An_exception_belongs_to_the_family_or_is_a_cancellation() =>
        Each.Of(
            Exceptions,
            type =>
            {
                Assert.Multiple(() =>
                {
                    Assert.That(
                        typeof(ApiException).IsAssignableFrom(type) || typeof(OperationCanceledException).IsAssignableFrom(type),
                        Is.True,
                        $"Derive {type.Name} from ApiException, so that one catch is enough."
                    );
                    Assert.That(type.Name, Does.EndWith("Exception"));
                });
            }
        );
}
