using System.Text;
using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Documents;

namespace ClickFunnels.Drift.Diff;

/// <summary>Names of methods, classes and properties as the code generation of this project makes them.</summary>
internal sealed class CSharpNames(ApiDocument before, ApiDocument after)
{
    private readonly Lazy<Dictionary<string, ApiOperation>> _own = new(() => OwnContract.Value.Operations.ToDictionary(operation => operation.Key));
    private readonly Lazy<Dictionary<string, ApiOperation>> _ownById = new(() =>
        OwnContract.Value.Operations.Where(operation => operation.OperationId is not null).ToDictionary(operation => operation.OperationId!));
    private readonly Lazy<Dictionary<string, string>> _classes = new(ReadClasses);

    /// <summary>The method of an operation: <c>client.Contacts.ListAsync</c>.</summary>
    public string Method(ApiOperation operation)
    {
        var named = operation.Text("x-method") is not null ? operation : Own(operation) ?? operation;
        var group = named.Tags.Count > 0 ? Identifier(named.Tags[0].Replace("::", "_", StringComparison.Ordinal)) : "Default";
        var method = named.Text("x-method") ?? Identifier(named.OperationId ?? $"{named.Method.ToLowerInvariant()}_{named.Path}");
        return $"client.{group}.{method}Async";
    }

    private ApiOperation? Own(ApiOperation operation) =>
        _own.Value.GetValueOrDefault(operation.Key) ?? (operation.OperationId is { } id ? _ownById.Value.GetValueOrDefault(id) : null);

    /// <summary>The class that is generated from a component.</summary>
    public string Class(string component)
    {
        if (before.Root["components"]?["schemas"]?[component]?["x-usage"] is not null || after.Root["components"]?["schemas"]?[component]?["x-usage"] is not null)
            return component;
        return _classes.Value.GetValueOrDefault(component, Identifier(component));
    }

    /// <summary>The C# member at a place of a document: <c>Contact.FirstName</c>; null for places outside of components.</summary>
    public string? Member(string pointer)
    {
        var tokens = JsonPointer.Tokens(pointer).ToList();
        if (tokens is not ["components", "schemas", var component, ..])
            return null;

        var name = new StringBuilder(Class(component));
        for (var index = 3; index < tokens.Count - 1; index++)
        {
            if (tokens[index] == "properties")
                name.Append('.').Append(Identifier(tokens[++index]));
            else if (tokens[index] == "allOf" && int.TryParse(tokens[index + 1], out _))
                index++;
        }

        return name.ToString();
    }

    /// <summary>snake_case, kebab-case and the like as a C# name.</summary>
    public static string Identifier(string name)
    {
        var identifier = new StringBuilder(name.Length);
        var upper = true;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                upper = true;
                continue;
            }

            identifier.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }

        return identifier.ToString();
    }

    private static Dictionary<string, string> ReadClasses()
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        var contract = OwnContract.Value;
        foreach (var name in contract.ComponentSchemas)
        {
            if (contract.Component(name)?.Node["x-vendor-schema"]?.ToString() is { } vendor)
                classes.TryAdd(vendor, name);
        }

        return classes;
    }

    private static readonly Lazy<ApiDocument> OwnContract = new(() =>
    {
        using var stream = typeof(CSharpNames).Assembly.GetManifestResourceStream("clickfunnels.yaml")
            ?? throw new InvalidOperationException("The contract is not embedded in the tool's assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ApiDocument.Read(SpecFile.Parse("clickfunnels.yaml", bytes));
    });
}
