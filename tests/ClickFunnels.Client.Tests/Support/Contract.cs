using System.Text.Json.Nodes;

namespace ClickFunnels.Tests.Support;

/// <summary>The contract of ClickFunnels.</summary>
internal static class Contract
{
    public static ContractModel Model { get; } = ContractModel.Read("spec/clickfunnels.yaml");

    public static JsonObject Root => Model.Root;

    public static IReadOnlyList<ContractOperation> Operations => Model.Operations;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ClientPaths => Model.ClientPaths;

    public static IReadOnlyDictionary<string, ContractSchema> Schemas => Model.Schemas;

    public static IReadOnlyList<ContractTag> Tags => Model.Tags;

    public static IReadOnlyList<ContractTag> RootTags => Model.RootTags;

    public static string Text(JsonNode? node) => ContractModel.Text(node);

    public static string RefName(JsonNode? node) => ContractModel.RefName(node);

    public static JsonNode Component(string name) => Model.Component(name);
}
