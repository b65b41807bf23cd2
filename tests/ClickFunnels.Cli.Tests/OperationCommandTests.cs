using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Cli.Programs;
using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Traffic;

namespace ClickFunnels.Cli.Tests;

/// <summary>The commands of operations, compared with the contracts.</summary>
public sealed class OperationCommandTests
{
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
    [Test]
    public async Task The_example_of_each_operation_makes_the_request_of_the_contract()
    {
        using var cli = Account();
        var photo = Path.Combine(cli.Folder, "photo.png");
        await File.WriteAllTextAsync(photo, "not really a photo");
        using var all = Assert.EnterMultipleScope();
        foreach (var command in Commands.OfOperations)
        {
            var example = command.Example.Replace("photo.png", photo, StringComparison.Ordinal);
            var result = await cli.RunAsync(example + " --dry-run");
            Assert.That(result.ExitCode, Is.Zero, example + result.Error);
            if (result.ExitCode == 0)
            {
                AssertRequest(command, result.Json);
            }
        }
    }

    [Test]
    public async Task Help_is_written_for_each_command()
    {
        using var cli = new Cli();
        using var all = Assert.EnterMultipleScope();
        foreach (var path in Commands.All.Select(CommandTree.PathOf))
        {
            var help = await cli.RunAsync(path + " --help");
            Assert.That(help.ExitCode, Is.Zero, path);
            Assert.That(help.Error, Is.Empty, path);
            Assert.That(help.Output, Does.Contain("Usage:").And.Contain(path), path);
            Assert.That(help.Output, Does.Contain("Commands:").Or.Contain("Example:\n  clickfunnels"), path);
        }
    }

    [Test]
    public void Each_example_has_arguments_that_its_command_takes()
    {
        using var cli = new Cli();
        var root = CommandTree.All(cli.Host(TextWriter.Null, TextWriter.Null));
        using var all = Assert.EnterMultipleScope();
        foreach (var command in Commands.All.Where(command => command.Subcommands.Count == 0))
        {
            var example = ProgramExamples.Of(command);
            Assert.That(example, Does.StartWith(CommandTree.PathOf(command)));
            var line = example!.Split(" < ")[0].Split(" | ")[0];
            Assert.That(root.Parse(ShellWords.Split(line)).Errors.Select(error => error.Message), Is.Empty, example);
        }
    }

    private static void AssertRequest(CliCommand command, JsonNode request)
    {
        var contract = Commands.Contracts[Commands.ApiOf(command)];
        var operation = contract.ById[command.OperationId!];
        var address = new Uri(request["url"]!.GetValue<string>()).AbsolutePath;
        var match = contract.ToRouteTable().Match(request["method"]!.GetValue<string>(), address[contract.BasePath.Length..]);
        Assert.That(match?.Operation.Id, Is.EqualTo(operation.Id), command.Example);
        AssertBody(operation, request["body"]);
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
