using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>Reads the list of contracts in build/codegen.proj.</summary>
public sealed class ContractListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-contracts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void The_list_of_this_repository_is_read()
    {
        Assert.That(
            ContractList.Read(Repository.Root),
            Does.Contain(new ListedContract("clickfunnels", "spec/clickfunnels.yaml", "generated/clickfunnels"))
        );
    }

    [TestCase("<Project />", "lists no <Contract>")]
    [TestCase("<Project>", "cannot be read")]
    [TestCase("<Project>\n<Contract Include='a' Spec='a.yaml' /></Project>", "(2,2): A <Contract> needs the attribute Folder")]
    [TestCase("<Project><Contract Include='a' Spec='$(Spec)' Folder='a' /></Project>", "needs the attribute Spec with a literal value")]
    public void An_unusable_list_is_an_error(string text, string message)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "build"));
        File.WriteAllText(Path.Combine(_folder.FullName, "build", "codegen.proj"), text);
        Assert.That(() => ContractList.Read(_folder.FullName), Throws.TypeOf<InputException>().With.Message.Contains(message));
    }

    [Test]
    public void A_missing_list_is_an_error() =>
        Assert.That(() => ContractList.Read(_folder.FullName), Throws.TypeOf<InputException>().With.Message.Contains("cannot be read"));
}
