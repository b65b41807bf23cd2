using System.Text.RegularExpressions;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The names in the contract become names of C#: of clients, models and methods.</summary>
public sealed partial class ContractNamesTests
{
    private static IEnumerable<ContractTag> Tags => Contract.Tags;

    private static IEnumerable<string> Types => Contract.Schemas.Keys;

    [Test]
    public void Every_client_has_a_path_of_its_own() => Assert.That(Contract.Tags.Select(static tag => tag.Client), Is.Unique);

    [Test]
    public void Every_operation_has_a_declared_tag() =>
        Assert.That(
            Contract.Operations.Select(static operation => operation.Tag).Except(Contract.Tags.Select(static tag => tag.Name)),
            Is.Empty
        );

    [Test]
    public void Every_tag_has_operations_or_clients_below() =>
        Assert.That(
            Contract.Tags.Where(static tag =>
                Contract.Operations.All(operation => operation.Tag != tag.Name)
                && !Contract.Tags.Any(other => other.Client.StartsWith(tag.Client + ".", StringComparison.Ordinal))
            ),
            Is.Empty
        );

    [Test]
    public void Every_client_hangs_on_the_client_of_its_group() =>
        Each.Of(
            Tags,
            tag =>
            {
                var end = tag.Client.LastIndexOf('.');
                if (end > 0)
                {
                    Assert.That(Contract.Tags.Select(static other => other.Client), Does.Contain(tag.Client[..end]));
                }

                Assert.That(tag.Client, Does.Match("^[A-Z][A-Za-z]+(\\.[A-Z][A-Za-z]+)*$"));
            }
        );

    [Test]
    public void Every_description_of_a_tag_reads_as_a_summary() =>
        Each.Of(
            Tags,
            tag =>
                Assert.That(
                    tag.Description,
                    Does.Match("^[A-Z][^\n`*_\\[]{10,100}\\.$"),
                    "A sentence or noun phrase in one line, without Markdown."
                )
        );

    [Test]
    public void No_name_of_a_type_says_a_word_twice() =>
        Each.Of(
            Types,
            name =>
                Assert.That(
                    Word().Matches(name).Select(static word => word.Value.TrimEnd('s')),
                    Is.Unique,
                    "A `title` or another name of the component decides."
                )
        );

    [Test]
    public void No_name_of_a_type_is_one_of_the_vendor() =>
        Each.Of(Types, name => Assert.That(name, Does.Not.Contain("Parameters").And.Not.Contain("Attributes")));

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
