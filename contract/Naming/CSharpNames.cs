using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Naming;

/// <summary>Gets the names that code generation gives to methods, classes and properties.</summary>
internal sealed class CSharpNames(ApiDocument before, ApiDocument after)
{
    private readonly Lazy<Dictionary<string, ApiOperation>> _own = OwnOperations;
    private readonly Lazy<Dictionary<string, ApiOperation>> _ownById = OwnOperationsById;
    private readonly Lazy<Dictionary<string, ApiOperation>> _operations = new(() =>
        after.Operations.Concat(before.Operations).DistinctBy(operation => operation.Pointer).ToDictionary(operation => operation.Pointer)
    );

    /// <summary>The method of an operation: <c>client.Contacts.ListAsync</c>.</summary>
    public string Method(ApiOperation operation)
    {
        var named = operation.Text("x-method") is not null ? operation : Own(operation) ?? operation;
        var group = named.Tags.Count > 0 ? CSharpIdentifier.Pascal(named.Tags[0].Replace("::", "_", StringComparison.Ordinal)) : "Default";
        var method =
            named.Text("x-method") ?? CSharpIdentifier.Pascal(named.OperationId ?? $"{named.Method.ToLowerInvariant()}_{named.Path}");
        return $"client.{group}.{method}Async";
    }

    private ApiOperation? Own(ApiOperation operation) =>
        _own.Value.GetValueOrDefault(operation.Key) ?? (operation.OperationId is { } id ? _ownById.Value.GetValueOrDefault(id) : null);

    /// <summary>The class that is generated from a component.</summary>
    public string Class(string component)
    {
        if (
            before.Root["components"].Get("schemas").Get(component).Get("x-usage") is not null
            || after.Root["components"].Get("schemas").Get(component).Get("x-usage") is not null
        )
        {
            return component;
        }

        return Classes.Value.GetValueOrDefault(component, CSharpIdentifier.Pascal(component));
    }

    /// <summary>
    /// Returns true if two schemas become the same class. A vendor schema with several uses becomes several classes here, and a
    /// class without a name in the document matches any class.
    /// </summary>
    public bool SameClass(Schema one, Schema other) =>
        CSharpTypes.Component(one) is not { } before
        || CSharpTypes.Component(other) is not { } after
        || before == after
        || Class(before) == Class(after)
        || IsVendorNameOf(before, after)
        || IsVendorNameOf(after, before);

    /// <summary>
    /// The C# member at a place of a document: <c>Contact.FirstName</c>, or <c>Contact.FirstName in the request of
    /// client.Contacts.CreateAsync</c>
    /// for an inline schema of an operation. Null for places that have no name.
    /// </summary>
    public string? Member(string pointer)
    {
        var tokens = JsonPointer.Tokens(pointer).ToList();
        return tokens switch
        {
            ["components", "schemas", var component, ..] => Part(tokens, 3)
                + string.Join('.', Members(tokens, 3).Prepend(Class(component))),
            ["paths", _, _, ..] when Operation(tokens) is { } operation => InOperation(operation, tokens),
            _ => null,
        };
    }

    /// <summary>The method of the operation that a place of a document belongs to; null for places outside of operations.</summary>
    public string? MethodAt(string pointer) =>
        JsonPointer.Tokens(pointer).ToList() is ["paths", _, _, ..] tokens && Operation(tokens) is { } operation ? Method(operation) : null;

    private string? InOperation(ApiOperation operation, List<string> tokens)
    {
        var method = Method(operation);
        var name = string.Join('.', Members(tokens, 4));
        var part = Part(tokens, 4);
        return tokens.Skip(3).ToList() switch
        {
            ["parameters", var index, ..]
                when operation.Node["parameters"] is JsonArray list
                    && int.TryParse(index, out var at)
                    && at < list.Count
                    && list[at].Get("name") is { } parameter => name.Length > 0
                ? $"{part}{CSharpIdentifier.Pascal(parameter.ToString())}.{name} of {method}"
                : Begin($"{part}parameter {parameter} of {method}"),
            ["requestBody", ..] => name.Length > 0 ? $"{part}{name} in the request of {method}" : Begin($"{part}the request of {method}"),
            ["responses", _, "headers", var header, ..] => $"Header {header} in the response of {method}",
            ["responses", ..] => name.Length > 0 ? $"{part}{name} in the response of {method}" : Begin($"{part}the response of {method}"),
            _ => null,
        };
    }

    private static IEnumerable<string> Members(List<string> tokens, int from)
    {
        for (var index = from; index < tokens.Count - 1; index++)
        {
            if (tokens[index] == "properties")
            {
                yield return CSharpIdentifier.Pascal(tokens[++index]);
            }
            else if (
                tokens[index]
                is "allOf"
                    or "anyOf"
                    or "oneOf"
                    or "patternProperties"
                    or "content"
                    or "headers"
                    or "responses"
                    or "parameters"
            )
            {
                index++;
            }
        }
    }

    // The items of a list or dictionary have no name of their own, so the owner is named.
    private static string Part(List<string> tokens, int from)
    {
        for (var index = tokens.Count - 1; index >= from && (index == from || tokens[index - 1] != "properties"); index--)
        {
            if (tokens[index] is "items" or "x-values")
            {
                return "An item of ";
            }

            if (tokens[index] == "additionalProperties")
            {
                return "A value in ";
            }
        }

        return "";
    }

    private static string Begin(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private ApiOperation? Operation(List<string> tokens) =>
        _operations.Value.GetValueOrDefault($"{JsonPointer.Append("/paths", tokens[1])}/{tokens[2]}");

    private static bool IsVendorNameOf(string vendor, string component) => VendorNames.Value.GetValueOrDefault(component) == vendor;

    // All comparisons share the contract, so it is read once.
    private static readonly Lazy<Dictionary<string, ApiOperation>> OwnOperations = new(() =>
        OwnContract!.Value.Operations.ToDictionary(operation => operation.Key)
    );

    private static readonly Lazy<Dictionary<string, ApiOperation>> OwnOperationsById = new(() =>
        OwnContract!
            .Value.Operations.Where(operation => operation.OperationId is not null)
            .ToDictionary(operation => operation.OperationId!)
    );

    private static readonly Lazy<Dictionary<string, string>> VendorNames = new(() =>
        (OwnContract!.Value.Root["components"].Get("schemas") as JsonObject ?? [])
            .Where(entry => entry.Value.Get("x-vendor-schema") is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value!["x-vendor-schema"]!.ToString(), StringComparer.Ordinal)
    );

    private static readonly Lazy<Dictionary<string, string>> Classes = new(() =>
        VendorNames.Value.DistinctBy(entry => entry.Value).ToDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal)
    );

    private static readonly Lazy<ApiDocument> OwnContract = new(() => ApiDocument.Read(PinnedContract.Read()));
}
