using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClickFunnels.Analyzers;

/// <summary>A code fix that replaces, adds or removes nodes of one file.</summary>
public abstract class ClientCodeFix : CodeFixProvider
{
    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Fix(root, node, diagnostic) is { } fix)
            {
                var changed = context.Document.WithSyntaxRoot(fix.Root);
                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(changed), diagnostic.Id), diagnostic);
            }
        }
    }

    /// <summary>Returns the changed file; null if the code has a form that the fix does not change.</summary>
    /// <param name="root">File.</param>
    /// <param name="node">Node that was reported.</param>
    /// <param name="diagnostic">Diagnostic.</param>
    private protected abstract Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic);

    /// <summary>The title of a fix, and the changed file.</summary>
    private protected sealed record Replacement(string Title, SyntaxNode Root);
}
