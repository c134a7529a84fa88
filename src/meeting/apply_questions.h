#pragma once

#include "meeting/folding.h"
#include "meeting/question_events.h"

// What becomes of questions.
namespace wardcast::meeting {

void fold_in(Folding& fold, const QuestionAsked& asked);
void fold_in(Folding& fold, const QuestionSupported& supported);
void fold_in(Folding& fold, const QuestionUnsupported& unsupported);
void fold_in(Folding& fold, const QuestionApproved& approved);
void fold_in(Folding& fold, const QuestionHeld& held);
void fold_in(Folding& fold, const QuestionDeclined& declined);
void fold_in(Folding& fold, const QuestionMerged& merged);
void fold_in(Folding& fold, const QuestionUnmerged& unmerged);
void fold_in(Folding& fold, const QuestionMoved& moved);
void fold_in(Folding& fold, const QuestionCalled& called);
void fold_in(Folding& fold, const QuestionAnswered& answered);
void fold_in(Folding& fold, const QuestionPutBack& put_back);
void fold_in(Folding& fold, const QuestionReopened& reopened);
void fold_in(Folding& fold, const QuestionWithdrawn& withdrawn);
void fold_in(Folding& fold, const QuestionRestored& restored);
void fold_in(Folding& fold, const QuestionEdited& edited);
void fold_in(Folding& fold, const QuestionAnswerWritten& written);
void fold_in(Folding& fold, const QuestionAppealed& appealed);
void fold_in(Folding& fold, const QuestionVerdict& given);

// New words, and what else follows from words.
void set_text(Folding& fold, Question& question, const std::string& text);

}  // namespace wardcast::meeting
