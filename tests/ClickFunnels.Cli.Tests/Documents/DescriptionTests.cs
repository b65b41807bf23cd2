using System.Reflection;
using System.Text.Json.Nodes;
using ClickFunnels.Cli.Describing;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Tests.Documents;

/// <summary>The description of the commands for programs.</summary>
public sealed class DescriptionTests
{
    [Test]
    public async Task The_program_is_described_with_all_operations_and_its_exit_codes()
    {
        using var cli = new Cli();

        var root = (await cli.RunAsync("--describe")).Succeeds().Json;
        var commands = All(root).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(commands.Count(static command => command["operationId"] is not null), Is.GreaterThan(400));
            Assert.That(
                root["globalOptions"]!.AsArray().SelectMany(static option => Texts(option!["names"])),
                Does.Contain("--output").And.Contain("-o").And.Contain("--describe")
            );
            Assert.That(root["exitCodes"]!.AsArray(), Has.Count.EqualTo(ExitCodeTable.Rows.Count));
            Assert.That(commands.Select(static command => command["path"]!.GetValue<string>()), Is.Unique);
            Assert.That(commands.Count(static command => command["hidden"]!.GetValue<bool>()), Is.GreaterThan(0));
        }
    }

    [Test]
    public async Task A_command_is_described_where_the_option_is_given()
    {
        using var cli = new Cli();

        var command = (await cli.RunAsync("contacts delete --describe")).Succeeds().Json;
        var nested = (await cli.RunAsync("simvoly products list --describe")).Succeeds().Json;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(command["path"]!.GetValue<string>(), Is.EqualTo("clickfunnels contacts delete"));
            Assert.That(command["operationId"]!.GetValue<string>(), Is.EqualTo("removeContacts"));
            Assert.That(command["asks"]!.GetValue<bool>(), Is.True);
            Assert.That(command["arguments"]![0]!["minimum"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(nested["path"]!.GetValue<string>(), Is.EqualTo("clickfunnels simvoly products list"));
        }
    }

    [Test]
    public async Task An_option_has_its_choices()
    {
        using var cli = new Cli();

        var root = (await cli.RunAsync("--describe")).Succeeds().Json;
        var output = root["globalOptions"]!.AsArray().Single(static option => Texts(option!["names"]).Contains("--output"));

        Assert.That(Texts(output!["choices"]), Is.EquivalentTo((string[])["table", "json", "jsonl", "yaml", "csv"]));
    }

    [Test]
    public void Each_exit_code_has_a_meaning()
    {
        var codes = typeof(ExitCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => (int)field.GetRawConstantValue()!);

        Assert.That(ExitCodeTable.Rows.Select(static row => row.Code), Is.EqualTo(codes));
    }

    private static IEnumerable<JsonNode> All(JsonNode command) =>
        command["commands"]!.AsArray().SelectMany(static below => All(below!)).Prepend(command);

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(static item => item!.GetValue<string>());
}
