using System.Xml.Linq;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The documentation that ships with the assembly says what a reader needs.</summary>
public sealed class DocumentationTests
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(static () =>
        XDocument
            .Load(Path.Combine(AppContext.BaseDirectory, "ClickFunnels.Client.xml"))
            .Root!.Element("members")!
            .Elements()
            .ToDictionary(static member => member.Attribute("name")!.Value)
    );

    private static IEnumerable<ContractOperation> Operations => Contract.Operations;

    [Test]
    public void Every_operation_says_what_it_does_calls_takes_and_throws() =>
        Each.Of(
            Operations,
            operation =>
            {
                var prefix = $"M:ClickFunnels.{operation.Tag}Client.{operation.CSharpMethod}";
                var (name, member) = Members.Value.SingleOrDefault(entry =>
                    entry.Key == prefix || entry.Key.StartsWith(prefix + "(", StringComparison.Ordinal)
                );
                Assert.That(name, Is.Not.Null, $"{operation} has no XML comment. Give it a description in the contract.");
                var method = Library.OperationMethods.Single(method =>
                    method.DeclaringType!.Name == operation.Tag + "Client" && method.Name == operation.CSharpMethod
                );

                Assert.Multiple(() =>
                {
                    Assert.That(member!.Element("summary")?.Value.Trim(), Is.Not.Null.And.Not.Empty);
                    Assert.That(
                        member!.Element("remarks")?.Value,
                        Does.Contain($"{operation.Method} {operation.Path}").And.Contain(operation.Id)
                    );
                    Assert.That(
                        member!
                            .Elements("param")
                            .Where(static parameter => parameter.Value.Trim().Length > 0)
                            .Select(static parameter => parameter.Attribute("name")!.Value),
                        Is.EqualTo(method.GetParameters().Select(static parameter => parameter.Name))
                    );
                    Assert.That(
                        member!.Elements("exception").Select(static exception => exception.Attribute("cref")!.Value),
                        Does.Contain("T:ClickFunnels.Core.ApiException")
                    );
                    Assert.That(member!.Element("returns")?.Value.Trim(), Is.Not.Null.And.Not.Empty);
                });
            }
        );
}
