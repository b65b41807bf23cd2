using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Reports conditions on properties that do not mean what their names say.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConditionAnalyzer : ClientAnalyzer
{
    /// <summary>The key of the property that replaces another one.</summary>
    internal const string Replacement = nameof(Replacement);

    /// <summary>A property that misleads in a condition.</summary>
    /// <param name="Rule">Rule to report.</param>
    /// <param name="Type">Model that has the property.</param>
    /// <param name="Property">Name of the property.</param>
    /// <param name="OnlyFalse">True to report only conditions that it is false.</param>
    /// <param name="Better">Property that replaces it, and then those that make a condition on it exact.</param>
    private sealed record Entry(DiagnosticDescriptor Rule, string Type, string Property, bool OnlyFalse, params string[] Better);

    private static readonly Entry[] Entries =
    [
        new(Rules.VerifiedDomain, "EmailDomain", "Verified", false, "ReadyForSending"),
        new(Rules.UsableSender, "EmailSenderAddress", "IsWorkspaceDefault", false, "UsableAsSender"),
        new(Rules.UsableSender, "EmailDomainReference", "Verified", false, "UsableAsSender"),
        new(Rules.InactiveContact, "Contact", "IsActive", true, "DeletedAt", "UnsubscribedAt", "EmailSuppressionReason"),
    ];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.VerifiedDomain, Rules.UsableSender, Rules.InactiveContact);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        var entries = Entries.Select(entry => (entry, type: client.Model(entry.Type))).ToImmutableArray();
        context.RegisterOperationAction(
            operation =>
            {
                var read = (IPropertyReferenceOperation)operation.Operation;
                foreach (var (entry, type) in entries)
                {
                    if (read.Property.Is(type, entry.Property))
                    {
                        Check(operation, read, entry);
                    }
                }
            },
            OperationKind.PropertyReference
        );
    }

    private static void Check(OperationAnalysisContext context, IPropertyReferenceOperation read, Entry entry)
    {
        if (
            Condition.Of(read) is not { } condition
            || (entry.OnlyFalse && condition.Negation is null)
            || condition.Whole.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().Any(other => IsExact(other, entry))
        )
        {
            return;
        }

        var name = NameOf(read.Syntax);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Replacement, entry.Better[0]);
        var further = condition.Negation is { } negation ? ImmutableArray.Create(negation.GetLocation()) : ImmutableArray<Location>.Empty;
        context.ReportDiagnostic(Diagnostic.Create(entry.Rule, name, further, properties, entry.Property));
    }

    private static bool IsExact(IPropertyReferenceOperation other, Entry entry) =>
        entry.Better.Contains(other.Property.Name)
        && other.Property.ContainingType.ContainingNamespace is { Name: "ClickFunnels", ContainingNamespace.IsGlobalNamespace: true };

    // The name alone, without its receiver.
    private static Location NameOf(SyntaxNode syntax) => syntax.GetLastToken().GetLocation();
}
