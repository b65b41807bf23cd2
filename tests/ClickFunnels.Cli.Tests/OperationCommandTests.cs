using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Traffic;

namespace ClickFunnels.Cli.Tests;

/// <summary>The commands of operations, compared with the contracts.</summary>
public sealed class OperationCommandTests
{
    private static IEnumerable<TestCaseData> Operations =>
        Commands.OfOperations.Select(command =>
            new TestCaseData(CommandTree.PathOf(command)).SetArgDisplayNames(CommandTree.PathOf(command))
        );

    private static IEnumerable<TestCaseData> Everything =>
        Commands.Own.Select(command => new TestCaseData(CommandTree.PathOf(command)).SetArgDisplayNames(CommandTree.PathOf(command)));

    [Test]
    public void Each_operation_of_each_contract_has_one_command()
    {
        var commands = Commands.OfOperations.Select(command => $"{Commands.ApiOf(command)} {command.OperationId}").Order();
        var operations = Commands
            .Contracts.SelectMany(api => api.Value.Operations.Select(operation => $"{api.Key} {operation.Id}"))
            .Order();

        Assert.That(commands, Is.EqualTo(operations));
    }

    [Test]
    public void Deprecated_operations_are_hidden_and_no_others()
    {
        var hidden = Commands.OfOperations.Where(command => command.Hidden).Select(command => command.OperationId).Order();
        var deprecated = Commands
            .Contracts.Values.SelectMany(contract => contract.Operations)
            .Where(operation => operation.Deprecated)
            .Select(operation => operation.Id)
            .Order();

        Assert.That(hidden, Is.EqualTo(deprecated).And.Not.Empty);
    }

    [Test]
    public void Options_have_names_of_their_own()
    {
        var twice =
            from command in Commands.Own
            let names = OptionsOf(command).SelectMany(option => option.Aliases.Append(option.Name)).ToList()
            from name in names.GroupBy(name => name)
            where name.Count() > 1
            select $"{CommandTree.PathOf(command)} {name.Key}";

        Assert.That(twice, Is.Empty);
    }

    [Test]
    public void Commands_below_a_group_have_different_names()
    {
        var twice =
            from command in Commands.All
            from same in command.Subcommands.GroupBy(below => below.Name)
            where same.Count() > 1
            select $"{CommandTree.PathOf(command)} {same.Key}";

        Assert.That(twice, Is.Empty);
    }

    // The example of the help is what is run, so that every example works.
    [TestCaseSource(nameof(Operations))]
    public async Task The_example_makes_the_request_of_the_contract(string path)
    {
        var command = Commands.OfOperations.Single(other => CommandTree.PathOf(other) == path);
        using var cli = Account();
        var contract = Commands.Contracts[Commands.ApiOf(command)];
        var operation = contract.ById[command.OperationId!];
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "photo.png"), "not really a photo");
        var example = command.Example.Replace("photo.png", Path.Combine(cli.Folder, "photo.png"), StringComparison.Ordinal);

        var request = (await cli.RunAsync(example + " --dry-run")).Succeeds().Json;

        var address = new Uri(request["url"]!.GetValue<string>()).AbsolutePath;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request["method"]!.GetValue<string>(), Is.EqualTo(operation.Method));
            Assert.That(
                contract.ToRouteTable().Match(operation.Method, address[contract.BasePath.Length..])?.Operation.Id,
                Is.EqualTo(operation.Id)
            );
        }

        AssertBody(operation, request["body"]);
    }

    [TestCaseSource(nameof(Everything))]
    public async Task Help_is_written_for_each_command(string path)
    {
        using var cli = new Cli();
        var help = (await cli.RunAsync(path + " --help")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(help.Error, Is.Empty);
            Assert.That(help.Output, Does.Contain("Usage:").And.Contain(path));
            Assert.That(help.Output, Does.Contain("Commands:").Or.Contain("Example:\n  " + path).Or.Contain("Example:\n  clickfunnels"));
        }
    }

    private static Cli Account()
    {
        var cli = new Cli();
        foreach (var api in (string[])["CLICKFUNNELS", "SIMVOLY", "ELASTICFUNNELS"])
        {
            cli.Variables[api + "_BASE_URL"] = "http://127.0.0.1:9";
        }

        cli.Variables["CLICKFUNNELS_API_KEY"] = cli.Variables["SIMVOLY_API_KEY"] = cli.Variables["ELASTICFUNNELS_ACCESS_KEY"] = "token";
        cli.Variables["CLICKFUNNELS_WORKSPACE"] = cli.Variables["ELASTICFUNNELS_BRAND"] = "42";
        return cli;
    }

    private static void AssertBody(ContractOperation operation, JsonNode? body)
    {
        if (operation.Request is null || operation.TakesForms)
        {
            return;
        }

        if (body is null)
        {
            Assert.That(operation.BodyRequired, Is.False, "The contract requires a body.");
            return;
        }

        var content = operation.Definition.Body!.Content["application/json"];
        using var json = JsonDocument.Parse(body.ToJsonString());
        var problems = BodyCheck.Check(content.Schema!, json.RootElement, Direction.Request, operation.Envelope);
        Assert.That(problems.Select(problem => $"{problem.Violation?.At} {problem.Expected}, not {problem.Actual}"), Is.Empty);
    }

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        var inherited = command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive);
        return command.Options.Concat(inherited);
    }
}
