using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Reports query parameters of a <c>RawRequest</c> that the service does not read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryParameterAnalyzer : ClientAnalyzer
{
    /// <summary>The key of the name that replaces a parameter.</summary>
    internal const string Replacement = nameof(Replacement);

    private const string ByCursor = "Use 'after' with the cursor of the response.";
    private const string Fixed = "A page has at most 20 records; read further pages with 'after'.";

    /// <summary>The parameters of other services, and what to do instead.</summary>
    internal static readonly ImmutableDictionary<string, string> Ignored = new Dictionary<string, string>
    {
        ["page"] = ByCursor,
        ["page[number]"] = ByCursor,
        ["offset"] = ByCursor,
        ["cursor"] = ByCursor,
        ["limit"] = Fixed,
        ["per_page"] = Fixed,
        ["page_size"] = Fixed,
        ["page[size]"] = Fixed,
    }.ToImmutableDictionary();

    private static readonly string[] Selectors = ["stored_filter_id", "stable_id"];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.IgnoredParameter, Rules.SelectorInBrackets);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        if (client.Core("RawRequest") is { } request)
        {
            var isOnlyClient = !client.HasOtherClients;
            context.RegisterOperationAction(operation => Check(operation, client, request, isOnlyClient), OperationKind.PropertyReference);
        }
    }

    private static void Check(OperationAnalysisContext context, ClientTypes client, INamedTypeSymbol request, bool isOnlyClient)
    {
        var query = (IPropertyReferenceOperation)context.Operation;
        if (!query.Property.Is(request, "Query"))
        {
            return;
        }

        foreach (var key in Keys(query))
        {
            if (key.ConstantText() is { } name && Problem(name, key) is { } problem && IsForService(query, client, isOnlyClient))
            {
                context.ReportDiagnostic(problem);
            }
        }
    }

    private static Diagnostic? Problem(string name, IOperation key)
    {
        var location = key.Syntax.GetLocation();
        if (Ignored.TryGetValue(name, out var instead))
        {
            return Diagnostic.Create(Rules.IgnoredParameter, location, name, instead);
        }

        if (BetterName(name) is not { } better)
        {
            return null;
        }

        var properties = ImmutableDictionary<string, string?>.Empty.Add(Replacement, better);
        return Diagnostic.Create(Rules.SelectorInBrackets, location, properties, name, better);
    }

    // filters[id] for filter[id], and filter[stable_id] for stable_id, which is not nested.
    private static string? BetterName(string name)
    {
        var open = name.IndexOf('[');
        var outer = open < 0 ? "" : name.Substring(0, open);
        if (outer is not ("filter" or "filters") || name[name.Length - 1] != ']')
        {
            return null;
        }

        var inner = name.Substring(open + 1, name.Length - open - 2);
        return Selectors.Contains(inner, StringComparer.Ordinal) ? inner
            : outer == "filters" ? $"filter[{inner}]"
            : null;
    }

    private static IEnumerable<IOperation> Keys(IPropertyReferenceOperation query)
    {
        switch (query.Parent)
        {
            // Query = { ["page"] = "2" } and Query = { { "page", "2" } }
            case IMemberInitializerOperation initializer:
                foreach (var element in initializer.Initializer.Initializers)
                {
                    var key = element is ISimpleAssignmentOperation assignment
                        ? (assignment.Target as IPropertyReferenceOperation)?.Arguments.FirstOrDefault()
                        : (element as IInvocationOperation)?.Arguments.FirstOrDefault();
                    if (key is not null)
                    {
                        yield return key.Value;
                    }
                }

                break;

            // request.Query["page"] = "2"
            case IPropertyReferenceOperation { Arguments.Length: 1 } indexer
                when indexer.Parent is ISimpleAssignmentOperation assigned && assigned.Target == indexer:
                yield return indexer.Arguments[0].Value;
                break;

            // request.Query.Add("page", "2")
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add:
                yield return add.Arguments[0].Value;
                break;

            // request.Query.TryAdd("page", "2"), an extension method
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "TryAdd", Arguments.Length: 3 } add }:
                yield return add.Arguments[1].Value;
                break;
        }
    }

    /// <summary>Returns true if the client of ClickFunnels sends the request, and not another client of the core.</summary>
    private static bool IsForService(IPropertyReferenceOperation query, ClientTypes client, bool isOnlyClient)
    {
        var senders = Senders(query).ToList();
        return senders.Count == 0 ? isOnlyClient : senders.TrueForAll(sender => client.IsRootClient(sender));
    }

    private static IEnumerable<ITypeSymbol?> Senders(IPropertyReferenceOperation query)
    {
        IOperation? request = query.Instance is ILocalReferenceOperation ? query.Instance : Creation(query);
        if (request is null)
        {
            yield break;
        }

        if (Sender(request) is { } sender)
        {
            yield return sender;
        }

        var local = (request as ILocalReferenceOperation)?.Local ?? DeclaredBy(request);
        if (local is null)
        {
            yield break;
        }

        foreach (var use in local.Uses(query.Root()))
        {
            if (Sender(use) is { } other)
            {
                yield return other;
            }
        }
    }

    private static IObjectCreationOperation? Creation(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IObjectCreationOperation creation)
            {
                return creation;
            }
        }

        return null;
    }

    private static ITypeSymbol? Sender(IOperation request) =>
        Outer(request).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "SendAsync" } call }
            ? call.Instance?.Unwrapped().Type
            : null;

    private static ILocalSymbol? DeclaredBy(IOperation creation) =>
        Outer(creation).Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            ? declarator.Symbol
            : null;

    private static IOperation Outer(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
